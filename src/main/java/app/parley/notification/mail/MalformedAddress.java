package app.parley.notification.mail;

import app.parley.text.Objection;
import app.parley.text.Sentence;

/** What somebody typed is no address that anything could be sent to. */
class MalformedAddress extends Objection {

    MalformedAddress() {
        super(Sentence.of("notification.mail.malformed"));
    }
}
