package app.parley.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** Everything that came on one subscription, in the order of arrival; nothing is removed. */
final class Inbox {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrival = lock.newCondition();
    private final List<StompFrame> frames = new ArrayList<>();

    void add(StompFrame frame) {
        lock.lock();
        try {
            frames.add(frame);
            arrival.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<StompFrame> all() {
        lock.lock();
        try {
            return List.copyOf(frames);
        } finally {
            lock.unlock();
        }
    }

    /** The first frame, early or yet to come, that the test looks for; empty when it did not come in time. */
    Optional<StompFrame> await(Predicate<StompFrame> wanted, Duration patience) {
        lock.lock();
        try {
            long left = patience.toNanos();
            int looked = 0;
            while (true) {
                for (; looked < frames.size(); looked++) {
                    if (wanted.test(frames.get(looked))) {
                        return Optional.of(frames.get(looked));
                    }
                }
                if (left <= 0) {
                    return Optional.empty();
                }
                left = arrival.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }

    /** Whether so many frames are here, waiting for them if need be. */
    boolean awaitCount(int count, Duration patience) {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (frames.size() < count && left > 0) {
                left = arrival.awaitNanos(left);
            }
            return frames.size() >= count;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }
}
