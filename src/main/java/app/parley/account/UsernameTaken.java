package app.parley.account;

import app.parley.text.Objection;
import app.parley.text.Sentence;

/** Somebody has this username, or one that looks like it; the sentence stands beside the field. */
public class UsernameTaken extends Objection {

    UsernameTaken() {
        super(Sentence.of("account.username.taken"));
    }
}
