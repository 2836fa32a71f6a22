package app.parley.file;

import app.parley.text.Objection;
import app.parley.text.Sentence;

/** What somebody uploaded is no picture that can be used here. */
public class UnusablePicture extends Objection {

    UnusablePicture(String key, Object... arguments) {
        super(Sentence.of(key, arguments));
    }
}
