package app.parley.presence;

import app.parley.account.Presence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the sockets of each person say together: as active as the most active of them. A socket that is gone counts on for
 * {@linkplain #GRACE a while}, so that a reload does not flicker.
 */
@Component
class Roster {

    static final Duration GRACE = Duration.ofSeconds(5);

    /** @param closedAt null while it is open */
    private record Socket(boolean active, @Nullable Instant closedAt) {

        /** A clock that is set back ends the grace. */
        boolean countsAt(Instant now) {
            return closedAt == null || (now.isBefore(closedAt.plus(GRACE)) && !now.isBefore(closedAt));
        }
    }

    /**
     * Never changed but exchanged, so that it can be read at any time.
     *
     * @param told what the digests said last
     */
    private record Person(Map<String, Socket> sockets, Presence told) {

        Presence presence(Instant now) {
            Presence most = Presence.OFFLINE;
            for (Socket socket : sockets.values()) {
                if (socket.countsAt(now)) {
                    if (socket.active()) {
                        return Presence.ONLINE;
                    }
                    most = Presence.AWAY;
                }
            }
            return most;
        }

        Person with(String socketId, Socket socket, Instant now) {
            var all = new HashMap<>(sockets);
            all.values().removeIf(other -> !other.countsAt(now));
            all.put(socketId, socket);
            return new Person(all, told);
        }

        boolean hasOpen(String socketId) {
            Socket socket = sockets.get(socketId);
            return socket != null && socket.closedAt() == null;
        }
    }

    private final Clock clock;
    private final Map<Long, Person> here = new ConcurrentHashMap<>();

    /** One entry for each account at most. */
    private final Map<Long, Instant> lastSeen = new ConcurrentHashMap<>();

    Roster(Clock clock) {
        this.clock = clock;
    }

    /** A new socket counts as active until it says otherwise. */
    void opened(long userId, String socketId) {
        here.compute(userId, (_, known) -> {
            Person person = known == null ? new Person(Map.of(), Presence.OFFLINE) : known;
            return person.with(socketId, new Socket(true, null), clock.instant());
        });
    }

    /** What is said by a socket that is gone, or never was, means nothing. */
    void says(long userId, String socketId, boolean active) {
        here.computeIfPresent(
                userId,
                (_, person) -> person.hasOpen(socketId)
                        ? person.with(socketId, new Socket(active, null), clock.instant())
                        : person);
    }

    void closed(long userId, String socketId) {
        here.computeIfPresent(userId, (_, person) -> {
            Socket socket = person.sockets().get(socketId);
            if (socket == null || socket.closedAt() != null) {
                return person;
            }
            Instant now = clock.instant();
            lastSeen.put(userId, now);
            return person.with(socketId, new Socket(socket.active(), now), now);
        });
    }

    Presence of(long userId) {
        Person person = here.get(userId);
        return person == null ? Presence.OFFLINE : person.presence(clock.instant());
    }

    /** Those of these people who are not offline. */
    Map<Long, Presence> among(Collection<Long> userIds) {
        var found = new HashMap<Long, Presence>();
        for (long userId : userIds) {
            Presence presence = of(userId);
            if (presence != Presence.OFFLINE) {
                found.put(userId, presence);
            }
        }
        return found;
    }

    /** When a socket of this person was closed last, if one was since this server started. */
    Optional<Instant> lastSeen(long userId) {
        return Optional.ofNullable(lastSeen.get(userId));
    }

    /** Those who are not what {@link #told} last said of them, and what they are now. */
    Map<Long, Presence> changes() {
        Instant now = clock.instant();
        var changes = new HashMap<Long, Presence>();
        here.forEach((userId, person) -> {
            Presence presence = person.presence(now);
            if (presence != person.told()) {
                changes.put(userId, presence);
            }
        });
        return changes;
    }

    /** These changes are known now. Whoever is offline, and known to be, is forgotten. */
    void told(Map<Long, Presence> changes) {
        Instant now = clock.instant();
        for (long userId : here.keySet()) {
            here.computeIfPresent(userId, (_, person) -> {
                Presence told = changes.getOrDefault(userId, person.told());
                boolean over = told == Presence.OFFLINE && person.presence(now) == Presence.OFFLINE;
                return over ? null : new Person(person.sockets(), told);
            });
        }
    }
}
