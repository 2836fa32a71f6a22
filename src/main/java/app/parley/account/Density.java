package app.parley.account;

import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How much fits on a page. */
enum Density {
    COMFORTABLE,
    COMPACT;

    /** Null if no constant has this word. */
    static @Nullable Density of(String word) {
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
