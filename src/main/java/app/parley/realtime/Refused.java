package app.parley.realtime;

/** A SEND that is not carried out; its sender reads the sentence on {@code /user/queue/errors}. */
public class Refused extends RuntimeException {

    public Refused(String sentence) {
        super(sentence, null, false, false);
    }
}
