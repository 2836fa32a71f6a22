package app.parley.account;

import org.jspecify.annotations.Nullable;

/** What a person entered cannot be taken; the message is the sentence to show beside the field. */
class Refusal extends IllegalArgumentException {

    Refusal(String sentence) {
        super(sentence);
    }

    /** @param sentence what is wrong, or null if nothing is */
    static void ifAny(@Nullable String sentence) {
        if (sentence != null) {
            throw new Refusal(sentence);
        }
    }
}
