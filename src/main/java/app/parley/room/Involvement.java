package app.parley.room;

import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How much a room notifies one of its members: everything, mentions only, nothing (muted), or not even listed. */
public enum Involvement {
    EVERYTHING,
    MENTIONS,
    NOTHING,
    HIDDEN;

    /** The involvement with this word, or null if there is none. */
    static @Nullable Involvement of(String word) {
        return Stream.of(values())
                .filter(involvement -> involvement.word().equals(word))
                .findFirst()
                .orElse(null);
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
