package app.parley.account;

import app.parley.web.PlainText;
import java.text.Normalizer;

/** What a person says about now in at most 80 characters, beside the name; may be empty. */
record Status(String value) {

    private static final int LONGEST = 80;

    /** @throws Refusal if it is too long or would break the page around it */
    Status {
        Refusal.ifAny(PlainText.error(value, LONGEST));
    }

    /** @throws Refusal if it cannot be taken */
    static Status typed(String text) {
        return new Status(Normalizer.normalize(text, Normalizer.Form.NFC).strip());
    }
}
