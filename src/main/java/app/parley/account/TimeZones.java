package app.parley.account;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where people say they are: the names of the IANA time zone database, such as {@code Europe/Berlin}. */
final class TimeZones {

    /** In the order of the alphabet; without the short old names, which would be taken too. */
    private static final List<String> OFFERED = ZoneId.getAvailableZoneIds().stream()
            .filter(id -> id.indexOf('/') > 0 && !id.startsWith("Etc/") && !id.startsWith("SystemV/"))
            .sorted()
            .toList();

    private static final Set<String> KNOWN = ZoneId.getAvailableZoneIds();

    private TimeZones() {}

    static List<String> offered() {
        return OFFERED;
    }

    /**
     * The time zone that somebody typed or chose.
     *
     * @return its name, or null for none
     * @throws Refusal if there is no such time zone
     */
    static @Nullable String typed(String text) {
        String id = text.strip();
        if (id.isEmpty()) {
            return null;
        } else if (!KNOWN.contains(id)) {
            throw new Refusal("account.time-zone.unknown");
        }
        return id;
    }
}
