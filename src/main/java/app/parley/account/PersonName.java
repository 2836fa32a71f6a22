package app.parley.account;

import app.parley.web.PlainText;
import java.text.Normalizer;

/** The name that people see: 1 to 60 characters, in NFC, without anything that would break the line that it stands in. */
record PersonName(String value) {

    private static final int LONGEST = 60;

    /** @throws Refusal if this is not a name */
    PersonName {
        Refusal.ifAny(PlainText.error(value, LONGEST));
        if (PlainText.isBlank(value)) {
            throw new Refusal("account.name.blank");
        }
    }

    /**
     * The name that somebody typed; runs of space become one.
     *
     * @throws Refusal if it is none
     */
    static PersonName typed(String text) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFC);
        return new PersonName(normal.strip().replaceAll("\\p{Zs}+", " "));
    }
}
