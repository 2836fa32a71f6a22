package app.parley.realtime;

import java.nio.charset.StandardCharsets;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;

/** What Spring itself has to say to a client takes its place in the one queue of the socket, and waits for nobody. */
class QueuedSession extends WebSocketSessionDecorator {

    private final LiveSession live;

    QueuedSession(WebSocketSession socket, LiveSession live) {
        super(socket);
        this.live = live;
    }

    @Override
    public void sendMessage(WebSocketMessage<?> message) {
        if (!(message instanceof TextMessage text)) {
            throw new IllegalArgumentException("STOMP speaks in texts here, not in " + message);
        }
        live.send(Frames.of(text.getPayload().getBytes(StandardCharsets.UTF_8)), false);
    }

    @Override
    public void close() {
        close(CloseStatus.NORMAL);
    }

    /** After what was said before: an ERROR frame is to be read. */
    @Override
    public void close(CloseStatus status) {
        live.closeWhenSent(status);
    }
}
