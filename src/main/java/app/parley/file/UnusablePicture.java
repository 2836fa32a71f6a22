package app.parley.file;

/** What somebody uploaded is no picture that can be used here. */
public class UnusablePicture extends RuntimeException {

    /** @param sentence what is wrong, for whoever uploaded it */
    UnusablePicture(String sentence) {
        super(sentence, null, false, false);
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
