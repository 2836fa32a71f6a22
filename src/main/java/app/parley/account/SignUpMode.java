package app.parley.account;

import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who may make an account. */
enum SignUpMode {
    OPEN,
    INVITATION,
    CLOSED;

    /** Null if no constant has this word. */
    static @Nullable SignUpMode of(String word) {
        return Stream.of(values())
                .filter(value -> value.word().equals(word))
                .findFirst()
                .orElse(null);
    }

    /** As forms and pages say it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
