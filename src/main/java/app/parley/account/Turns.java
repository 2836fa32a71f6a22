package app.parley.account;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.SequencedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns at something of which only so much fits at once. Whoever wants many waits behind themselves: each in the line gets a
 * turn before anybody gets the next.
 */
final class Turns {

    private final SequencedMap<Object, Queue<CountDownLatch>> waiting = new LinkedHashMap<>();
    private int free;

    Turns(int atOnce) {
        this.free = atOnce;
    }

    /**
     * Waits for a turn, which {@link #end} ends.
     *
     * @return whether one came in time
     */
    boolean await(Object who, Duration patience) throws InterruptedException {
        CountDownLatch turn = queue(who);
        try {
            return turn.await(patience.toNanos(), TimeUnit.NANOSECONDS) || !leave(who, turn);
        } catch (InterruptedException e) {
            if (!leave(who, turn)) {
                end();
            }
            throw e;
        }
    }

    synchronized void end() {
        Map.Entry<Object, Queue<CountDownLatch>> next = waiting.pollFirstEntry();
        if (next == null) {
            free++;
            return;
        }
        CountDownLatch turn = next.getValue().remove();
        if (!next.getValue().isEmpty()) {
            waiting.putLast(next.getKey(), next.getValue());
        }
        turn.countDown();
    }

    private synchronized CountDownLatch queue(Object who) {
        if (free > 0) {
            free--;
            return new CountDownLatch(0);
        }
        var turn = new CountDownLatch(1);
        waiting.computeIfAbsent(who, _ -> new ArrayDeque<>()).add(turn);
        return turn;
    }

    /** False if the turn has come in the meantime. */
    private synchronized boolean leave(Object who, CountDownLatch turn) {
        if (turn.getCount() == 0) {
            return false;
        }
        waiting.computeIfPresent(who, (_, line) -> line.remove(turn) && line.isEmpty() ? null : line);
        return true;
    }
}
