package app.parley.account;

import java.util.Locale;

/** Whether somebody is here: {@code AWAY} has a page open but does nothing there. */
public enum Presence {
    ONLINE,
    AWAY,
    OFFLINE;

    /** As pages and events say it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
