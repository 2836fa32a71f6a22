import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What can be said on the command line, as {@code name=value}. */
final class Settings {

    private final Map<String, Integer> values = new TreeMap<>(Map.ofEntries(
            Map.entry("rounds", 3),
            Map.entry("clients", 1_000),
            Map.entry("posters", 8),
            Map.entry("accounts", 8),
            Map.entry("first", 120),
            Map.entry("warm", 12),
            Map.entry("seconds", 8),
            Map.entry("idle", 5_000),
            Map.entry("bulk", 1_000_000),
            Map.entry("heap", 512)));

    void set(String argument) {
        String[] parts = argument.split("=", 2);
        if (values.replace(parts[0], Integer.valueOf(parts[1])) == null) {
            throw new IllegalArgumentException("No such setting: " + parts[0] + "; there are " + values.keySet());
        }
    }

    int get(String name) {
        return values.get(name);
    }

    int rounds() {
        return get("rounds");
    }

    /** How long a server is under full load before its first round: on one core a JVM compiles for so long. */
    Duration first() {
        return Duration.ofSeconds(get("first"));
    }

    Duration warm() {
        return Duration.ofSeconds(get("warm"));
    }

    Duration measured() {
        return Duration.ofSeconds(get("seconds"));
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
