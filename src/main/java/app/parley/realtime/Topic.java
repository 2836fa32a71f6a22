package app.parley.realtime;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What many people may subscribe to: {@code /topic/} and words or numbers joined by dots, such as
 * {@code /topic/rooms.42.typing}. The same name is legal in RabbitMQ.
 *
 * @param name what follows {@code /topic/}
 */
public record Topic(String name) {

    private static final String PREFIX = "/topic/";

    /** One spelling for one topic: no pattern, no encoding, no leading zero, at most 18 digits. */
    private static final Pattern NAME =
            Pattern.compile("(?:[a-z]+|[1-9][0-9]{0,17})(?:\\.(?:[a-z]+|[1-9][0-9]{0,17}))*");

    public Topic {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a topic name: " + name);
        }
    }

    /** The topic of these words and numbers: {@code Topic.of("rooms", 42)} is {@code /topic/rooms.42}. */
    public static Topic of(Object... segments) {
        return new Topic(Stream.of(segments).map(String::valueOf).collect(Collectors.joining(".")));
    }

    /** The topic with exactly this destination, or null if it is none. */
    static @Nullable Topic parse(String destination) {
        if (!destination.startsWith(PREFIX)) {
            return null;
        }
        String name = destination.substring(PREFIX.length());
        return NAME.matcher(name).matches() ? new Topic(name) : null;
    }

    public String destination() {
        return PREFIX + name;
    }

    /** The words and numbers between the dots, at least one. */
    public List<String> segments() {
        return List.of(name.split("\\."));
    }

    /** Whether this is the other topic or one below it, as {@code rooms.42.typing} is below {@code rooms.42}. */
    boolean isWithin(Topic other) {
        return name.equals(other.name) || name.startsWith(other.name + ".");
    }
}
