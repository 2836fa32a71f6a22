package app.parley.notification.push;

import java.util.Locale;

/** How much a message matters to a device that saves its battery (RFC 8030 §5.3). */
enum Urgency {
    LOW,
    NORMAL,
    HIGH;

    /** As the header spells it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
