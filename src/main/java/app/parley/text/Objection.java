package app.parley.text;

import java.util.Locale;

/** What somebody wants cannot be done, and the sentence that tells them why. */
public abstract class Objection extends RuntimeException {

    @SuppressWarnings("serial") // never leaves this server
    private final Sentence sentence;

    protected Objection(Sentence sentence) {
        super(sentence.in(Locale.ENGLISH), null, false, false);
        this.sentence = sentence;
    }

    /** For whoever wanted it; {@link #getMessage()} is the same in English, for logs. */
    public Sentence sentence() {
        return sentence;
    }
}
