package app.parley.message;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SequencedMap;

/** Messages that wait for the next commit. Bounded, and fair: the rooms take turns, so that a flooded one delays no other. */
final class PostingQueue {

    private final int capacity;
    private final int capacityOfRoom;
    private final SequencedMap<Long, Queue<Posting>> rooms = new LinkedHashMap<>();
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
        Queue<Posting> room = rooms.get(posting.roomId());
        if (closed || size >= capacity || (room != null && room.size() >= capacityOfRoom)) {
            return false;
        }
        if (room == null) {
            room = new ArrayDeque<>();
            rooms.putLast(posting.roomId(), room);
        }
        room.add(posting);
        size++;
        notifyAll();
        return true;
    }

    /**
     * Waits until there is something and takes it, one message of each room in turn.
     *
     * @return at most {@code most} messages, those of one room in the order in which they were offered; none if the queue
     *     is closed and empty
     */
    @SuppressWarnings("ThreadPriorityCheck") // only speed depends on it
    List<Posting> take(int most) throws InterruptedException {
        awaitOne();
        Thread.yield(); // where processors are short, whoever is about to offer comes first: fewer commits
        return drain(most);
    }

    private synchronized void awaitOne() throws InterruptedException {
        while (size == 0 && !closed) {
            wait();
        }
    }

    private synchronized List<Posting> drain(int most) {
        var taken = new ArrayList<Posting>();
        while (size > 0 && taken.size() < most) {
            Map.Entry<Long, Queue<Posting>> room = rooms.pollFirstEntry();
            taken.add(room.getValue().remove());
            size--;
            if (!room.getValue().isEmpty()) {
                rooms.putLast(room.getKey(), room.getValue());
            }
        }
        return taken;
    }

    /** Takes messages again. */
    synchronized void open() {
        closed = false;
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
