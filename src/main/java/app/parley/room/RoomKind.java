package app.parley.room;

import java.util.Locale;

/** Who may find a room: everybody (open), its members (closed), or exactly the people whose conversation it is (direct). */
public enum RoomKind {
    OPEN,
    CLOSED,
    DIRECT;

    /** The word of the wire contract and of forms: {@code open}, {@code closed} or {@code direct}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
