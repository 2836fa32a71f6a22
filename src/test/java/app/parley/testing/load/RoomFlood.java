package app.parley.testing.load;

import app.parley.testing.Person;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Floods a new room of a running server: so many people post over one connection each, as fast as they are acknowledged.
 * The server must run with {@code PARLEY_LIMITS_ENABLED=false} and open sign-up.
 */
public final class RoomFlood {

    private static final int IN_FLIGHT = 16;

    private RoomFlood() {}

    /**
     * Floods from the command line.
     *
     * @param arguments the server's address, the number of connections, the number of messages
     */
    public static void main(String[] arguments) {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("Needs: http://host:port connections messages");
        }
        System.out.println(
                flood(URI.create(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2])));
    }

    /** Returns when all messages are acknowledged. */
    public static Result flood(URI server, int connections, int messages) {
        String run = UUID.randomUUID().toString().substring(0, 8);
        List<Person> people = IntStream.range(0, connections)
                .mapToObj(i -> Person.newMember(server, "Flood " + run + " " + i))
                .toList();
        long room = people.getFirst().createRoom("Flood " + run, "open");
        people.stream().skip(1).forEach(person -> person.join(room));

        long start = System.nanoTime();
        try (LoadDriver load = new LoadDriver(people, List.of(room), IN_FLIGHT, _ -> {})) {
            load.awaitAcknowledged(messages, Duration.ofSeconds(30 + messages / 100));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            load.finish(Duration.ofMinutes(1));
            if (!load.refusals().isEmpty()) {
                throw new IllegalStateException("Refused: " + load.refusals());
            }
            return new Result(room, load.acknowledged(), messages * 1_000L / Math.max(1, took.toMillis()));
        }
    }

    /**
     * What came of a flood.
     *
     * @param acknowledged how many messages the room has got
     * @param perSecond acknowledged messages a second, from the first connection on
     */
    public record Result(long room, long acknowledged, long perSecond) {}
}
