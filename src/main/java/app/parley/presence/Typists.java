package app.parley.presence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** What is passed on of what people say about their typing: a start about once a second at most for each person and room. */
@Component
class Typists {

    /** A little less than the second that pages leave between them, since the way is not equally long each time. */
    static final Duration BETWEEN_STARTS = Duration.ofMillis(900);

    /** What is older has run out at its readers. */
    static final Duration LASTS = Duration.ofSeconds(5);

    /** @param on false once the readers were told of the end */
    private record Start(Typist typist, Instant at, boolean on) {

        /** One from the future, because the clock was set back, is old too. */
        boolean isOlderThan(Duration age, Instant now) {
            return !now.isBefore(at.plus(age)) || now.isBefore(at);
        }
    }

    private final Clock clock;

    /** By person, then by room; exchanged, never changed. What has run out goes when the person types again, and all of it with the person's socket. */
    private final Map<Long, Map<Long, Start>> starts = new ConcurrentHashMap<>();

    Typists(Clock clock) {
        this.clock = clock;
    }

    /** Whether the room heard of a start just now, so that another is no news. */
    boolean isKnown(long userId, long roomId) {
        Start last = starts.getOrDefault(userId, Map.of()).get(roomId);
        return last != null && !last.isOlderThan(BETWEEN_STARTS, clock.instant());
    }

    /** @return whether the room should hear of it */
    boolean start(Typist typist) {
        Instant now = clock.instant();
        var heard = new boolean[1];
        starts.compute(typist.userId(), (_, known) -> {
            var rooms = new HashMap<>(known == null ? Map.of() : known);
            rooms.values().removeIf(start -> start.isOlderThan(LASTS, now));
            Start last = rooms.get(typist.roomId());
            heard[0] = last == null || last.isOlderThan(BETWEEN_STARTS, now);
            if (heard[0]) {
                rooms.put(typist.roomId(), new Start(typist, now, true));
            }
            return rooms;
        });
        return heard[0];
    }

    /** @return the start that ends, if the room still shows one */
    Optional<Typist> stop(long userId, long roomId) {
        return stop(userId, typist -> typist.roomId() == roomId).stream().findFirst();
    }

    /** @return all that ends with this socket and that rooms still show */
    List<Typist> stop(long userId, String socketId) {
        return stop(userId, typist -> typist.socketId().equals(socketId));
    }

    private List<Typist> stop(long userId, Predicate<Typist> which) {
        Instant now = clock.instant();
        var stopped = new ArrayList<Typist>();
        starts.computeIfPresent(userId, (_, known) -> {
            var rooms = new HashMap<>(known);
            rooms.values().removeIf(start -> start.isOlderThan(LASTS, now));
            rooms.replaceAll((_, start) -> {
                if (!start.on() || !which.test(start.typist())) {
                    return start;
                }
                stopped.add(start.typist());
                return new Start(start.typist(), start.at(), false);
            });
            return rooms.isEmpty() ? null : rooms;
        });
        return stopped;
    }
}
