package app.parley.realtime;

import app.parley.text.Objection;
import app.parley.text.Sentence;

/** A SEND that is not carried out; its sender reads the sentence on {@code /user/queue/errors}. */
public class Refused extends Objection {

    public Refused(Sentence sentence) {
        super(sentence);
    }
}
