package app.parley.account;

import app.parley.text.Objection;
import app.parley.text.Sentence;
import org.jspecify.annotations.Nullable;

/** What a person entered cannot be taken; the sentence stands beside the field. */
class Refusal extends Objection {

    Refusal(Sentence sentence) {
        super(sentence);
    }

    Refusal(String key, Object... arguments) {
        this(Sentence.of(key, arguments));
    }

    /** @param sentence what is wrong, or null if nothing is */
    static void ifAny(@Nullable Sentence sentence) {
        if (sentence != null) {
            throw new Refusal(sentence);
        }
    }
}
