package app.parley.room;

import java.util.Locale;

/** How much a room notifies one of its members: everything, mentions only, nothing (muted), or not even listed. */
public enum Involvement {
    EVERYTHING,
    MENTIONS,
    NOTHING,
    HIDDEN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
