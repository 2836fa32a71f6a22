package app.parley.message;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Messages that wait for the next commit. Bounded, and fair: the rooms take turns, so that a flooded one delays no other; and
 * a room that cannot be written now rests, while the others go on.
 */
final class PostingQueue {

    private static final Duration SHORTEST_REST = Duration.ofMillis(2);
    private static final Duration LONGEST_REST = Duration.ofMillis(500);

    /** @param until by {@link System#nanoTime()} */
    private record Rest(Duration length, long until) {

        static Rest of(Duration length) {
            return new Rest(length, System.nanoTime() + length.toNanos());
        }

        Rest longer() {
            Duration twice = length.multipliedBy(2);
            return of(twice.compareTo(LONGEST_REST) < 0 ? twice : LONGEST_REST);
        }

        Duration left() {
            return Duration.ofNanos(until - System.nanoTime());
        }
    }

    private final int capacity;
    private final int capacityOfRoom;
    private final SequencedMap<Long, Deque<Posting>> rooms = new LinkedHashMap<>();
    private final Map<Long, Rest> rests = new HashMap<>();
    private int size;
    private boolean closed;

    /**
     * @param capacity how many messages may wait
     * @param capacityOfRoom how many of them in one room
     */
    PostingQueue(int capacity, int capacityOfRoom) {
        this.capacity = capacity;
        this.capacityOfRoom = capacityOfRoom;
    }

    /** Takes the message; false if too many are waiting already or none is taken any more. */
    synchronized boolean offer(Posting posting) {
        Deque<Posting> room = rooms.get(posting.roomId());
        if (closed || size >= capacity || (room != null && room.size() >= capacityOfRoom)) {
            return false;
        }
        room(posting).addLast(posting);
        size++;
        notifyAll();
        return true;
    }

    /**
     * Takes back what could not be stored now, before all else of its room, which rests: each time longer, until it is told
     * that it {@linkplain #goesOn goes on}.
     *
     * @param postings of one room, in the order in which they were taken
     * @param least how long it rests at least
     */
    synchronized void putBack(List<Posting> postings, Duration least) {
        postings.reversed().forEach(posting -> room(posting).addFirst(posting));
        size += postings.size();
        rests.compute(postings.getFirst().roomId(), (_, rest) -> {
            Rest usual = rest == null ? Rest.of(SHORTEST_REST) : rest.longer();
            return usual.length().compareTo(least) < 0 ? Rest.of(least) : usual;
        });
    }

    /** Nothing keeps this room from being written any more. */
    synchronized void goesOn(long roomId) {
        rests.remove(roomId);
    }

    /**
     * Waits until there is something and takes it, one message of each room in turn.
     *
     * @return at most {@code most} messages, those of one room in the order in which they were offered; none if the queue
     *     is closed and empty
     */
    @SuppressWarnings("ThreadPriorityCheck") // only speed depends on it
    List<Posting> take(int most) throws InterruptedException {
        while (true) {
            awaitOne();
            Thread.yield(); // where processors are short, whoever is about to offer comes first: fewer commits
            List<Posting> taken = drain(most);
            if (!taken.isEmpty() || isFinished()) {
                return taken;
            }
        }
    }

    private synchronized void awaitOne() throws InterruptedException {
        while (!closed && rooms.keySet().stream().allMatch(this::rests)) {
            Optional<Duration> shortest = rooms.keySet().stream()
                    .map(room -> Objects.requireNonNull(rests.get(room)).left())
                    .min(Comparator.naturalOrder());
            if (shortest.isEmpty()) {
                wait();
            } else {
                wait(Math.max(1, shortest.get().toMillis()));
            }
        }
    }

    private synchronized List<Posting> drain(int most) {
        var taken = new ArrayList<Posting>();
        while (taken.size() < most) {
            Optional<Long> next =
                    rooms.keySet().stream().filter(room -> !rests(room)).findFirst();
            if (next.isEmpty()) {
                break;
            }
            Deque<Posting> room = Objects.requireNonNull(rooms.remove(next.get()));
            taken.add(room.removeFirst());
            size--;
            if (!room.isEmpty()) {
                rooms.putLast(next.get(), room);
            }
        }
        return taken;
    }

    /** Takes messages again. */
    synchronized void open() {
        closed = false;
    }

    /** At the end everything is tried once more. */
    private boolean rests(long roomId) {
        Rest rest = closed ? null : rests.get(roomId);
        return rest != null && rest.left().isPositive();
    }

    private Deque<Posting> room(Posting posting) {
        return rooms.computeIfAbsent(posting.roomId(), _ -> new ArrayDeque<>());
    }

    private synchronized boolean isFinished() {
        return closed && size == 0;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Takes no more; what waits can still be taken. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
