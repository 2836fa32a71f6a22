package app.parley.room;

import app.parley.account.User;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Conversations between a few people: found by exactly who they are, and made when they are looked for first. */
@Component
public class DirectRooms {

    /** So many people may share one, with whoever opens it. */
    static final int MOST = 8;

    private final Rooms rooms;
    private final RoomMembers members;
    private final Clock clock;
    private final TransactionTemplate writing;

    DirectRooms(Rooms rooms, RoomMembers members, Clock clock, PlatformTransactionManager transactions) {
        this.rooms = rooms;
        this.members = members;
        this.clock = clock;
        this.writing = new TransactionTemplate(transactions);
    }

    /**
     * The room of exactly these people, the same one for each of them and at every call.
     *
     * @param others 1 to 7 others; {@code me} among them does not count
     * @throws IllegalArgumentException if they are fewer or more
     */
    public Room of(User me, Collection<User> others) {
        SortedMap<Long, User> people = together(me, others);
        String key = key(people.keySet());
        return rooms.findByDirectKey(key).orElseGet(() -> made(key, me, people.values()));
    }

    /** The room of exactly these people, if there is one; makes none. */
    public Optional<Room> find(User me, Collection<User> others) {
        return rooms.findByDirectKey(key(together(me, others).keySet()));
    }

    private static SortedMap<Long, User> together(User me, Collection<User> others) {
        SortedMap<Long, User> people = new TreeMap<>();
        people.put(me.id(), me);
        others.forEach(other -> people.putIfAbsent(other.id(), other));
        if (people.size() < 2 || people.size() > MOST) {
            throw new IllegalArgumentException(people.size() + " people in a direct room");
        }
        return people;
    }

    private Room made(String key, User me, Collection<User> people) {
        try {
            return Objects.requireNonNull(writing.execute(_ -> {
                Room room = rooms.save(Room.direct(key, me, clock.instant()));
                people.forEach(person -> members.start(room, person, Membership.Role.MEMBER));
                return room;
            }));
        } catch (DataIntegrityViolationException e) { // two of them looked for it at the same moment
            return rooms.findByDirectKey(key).orElseThrow(() -> e);
        }
    }

    private static String key(Collection<Long> sortedIds) {
        String ids = sortedIds.stream().map(String::valueOf).collect(Collectors.joining(","));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(ids.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
