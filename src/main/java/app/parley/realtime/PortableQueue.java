package app.parley.realtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * Any socket that Spring knows, SockJS above all: its sending blocks, so a thread of its own sends while there is something.
 * A socket that does not take a frame ends: its reader comes back and catches up.
 */
final class PortableQueue extends OutboundQueue {

    private static final Logger log = LoggerFactory.getLogger(PortableQueue.class);

    private final WebSocketSession socket;
    private final Queue<ByteBuffer> waiting = new ArrayDeque<>();
    private boolean sending;

    /** Only whoever is sending looks at it. */
    private boolean broken;

    PortableQueue(WebSocketSession socket) {
        this.socket = socket;
    }

    @Override
    protected void write(Frames more) {
        synchronized (waiting) {
            waiting.addAll(more.texts());
            if (sending) {
                return;
            }
            sending = true;
        }
        Thread.ofVirtual().name("send-" + socket.getId()).start(this::sendAll);
    }

    /** On a thread of its own: the socket's lock may be held by a write that does not get on. */
    @Override
    protected void end(CloseStatus status) {
        Thread.ofVirtual().start(() -> {
            try {
                socket.close(status);
            } catch (IOException | RuntimeException e) {
                log.debug("A socket was gone before it could be closed", e);
            }
        });
    }

    @Override
    protected void abort() {
        end(CloseStatus.SESSION_NOT_RELIABLE);
    }

    private void sendAll() {
        for (ByteBuffer frame = next(); frame != null; frame = next()) {
            int size = frame.remaining();
            try {
                send(frame);
            } finally {
                done(1, size);
            }
        }
    }

    /** Behind a frame that was not taken nothing may follow: its reader would not notice the hole. */
    private void send(ByteBuffer frame) {
        if (broken) {
            return;
        }
        try {
            socket.sendMessage(new TextMessage(StandardCharsets.UTF_8.decode(frame.duplicate())));
        } catch (IOException | RuntimeException e) {
            log.debug("A socket did not take its frame", e);
            broken = true;
            abandon();
        }
    }

    private @Nullable ByteBuffer next() {
        synchronized (waiting) {
            ByteBuffer frame = waiting.poll();
            sending = frame != null;
            return frame;
        }
    }
}
