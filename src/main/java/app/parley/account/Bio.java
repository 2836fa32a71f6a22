package app.parley.account;

import app.parley.web.PlainText;
import java.text.Normalizer;

/** What a person says about themselves in at most 200 characters; may be empty. */
record Bio(String value) {

    private static final int LONGEST = 200;

    /** @throws Refusal if it is too long or would break the page around it */
    Bio {
        Refusal.ifAny(PlainText.error(value, LONGEST));
    }

    /** @throws Refusal if it cannot be taken */
    static Bio typed(String text) {
        return new Bio(Normalizer.normalize(text, Normalizer.Form.NFC).strip());
    }
}
