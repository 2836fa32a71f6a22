package app.parley.realtime;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.jetty.JettyWebSocketSession;

/**
 * What is on its way to one socket, in the order in which it was offered; bounded in frames and bytes. Whoever offers never
 * waits for the reader. A reader that falls too far behind loses the socket, comes back and catches up.
 */
abstract class OutboundQueue {

    static final DataSize MAX_BYTES = DataSize.ofMegabytes(1);
    static final int MAX_FRAMES = 4_096;

    /** While more than this is on its way, what a reader can do without is left out. */
    static final DataSize DROPS_ABOVE = DataSize.ofKilobytes(64);

    enum Offer {
        TAKEN,
        DROPPED,
        /** Too much is on its way: the reader must be given up. */
        FULL,
        /** The socket is ending. */
        CLOSED
    }

    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger frames = new AtomicInteger();
    private volatile long progressAt;
    private volatile boolean closed;
    private volatile @Nullable CloseStatus goodbye;

    /** The queue of a socket that was just opened: close to the wire on Jetty, through Spring elsewhere. */
    static OutboundQueue of(WebSocketSession socket) {
        return socket instanceof JettyWebSocketSession jetty
                        && jetty.getNativeSession()
                                instanceof org.eclipse.jetty.websocket.common.WebSocketSession session
                ? new JettyQueue(session)
                : new PortableQueue(socket);
    }

    /**
     * Takes all of these frames or none.
     *
     * @param droppable whether the reader can do without them
     */
    final Offer offer(Frames more, boolean droppable) {
        int size = more.bytes();
        if (closed || goodbye != null) {
            return Offer.CLOSED;
        } else if (droppable && bytes.get() > DROPS_ABOVE.toBytes()) {
            return Offer.DROPPED;
        } else if (bytes.get() + size > MAX_BYTES.toBytes() || frames.get() + more.count() > MAX_FRAMES) {
            return Offer.FULL;
        }
        if (frames.get() == 0) {
            progressAt = System.nanoTime();
        }
        bytes.addAndGet(size);
        frames.addAndGet(more.count());
        write(more);
        return Offer.TAKEN;
    }

    /** Ends the connection when all that was offered is sent. */
    final void closeWhenSent(CloseStatus status) {
        goodbye = status;
        if (frames.get() == 0) {
            close(status);
        }
    }

    /** Ends the connection; what is not sent yet may be lost. */
    final void close(CloseStatus status) {
        if (!closed) {
            closed = true;
            end(status);
        }
    }

    /** Ends a connection whose peer does not read: without the goodbye that it would not read either. */
    final void abandon() {
        closed = true;
        abort();
    }

    long bytes() {
        return bytes.get();
    }

    /** Whether frames wait and none got through for so long. */
    final boolean isStalledFor(Duration time) {
        return frames.get() > 0 && System.nanoTime() - progressAt > time.toNanos();
    }

    /** Asks a silent peer for a sign of life; false if this kind of connection has no way to ask. */
    boolean ping() {
        return false;
    }

    /** Sends the frames now or after those before them, without blocking; {@link #done} follows for all of them. */
    protected abstract void write(Frames more);

    /** Says goodbye, without blocking. */
    protected abstract void end(CloseStatus status);

    /** Cuts the connection, without blocking. */
    protected abstract void abort();

    /** So many frames of so many bytes together went out, or never will. */
    protected final void done(int count, int size) {
        bytes.addAndGet(-size);
        progressAt = System.nanoTime();
        if (frames.addAndGet(-count) == 0) {
            CloseStatus status = goodbye;
            if (status != null) {
                close(status);
            }
        }
    }
}
