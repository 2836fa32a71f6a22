package app.parley.realtime;

import org.springframework.web.socket.server.HandshakeHandler;
import org.springframework.web.socket.sockjs.transport.SockJsSession;
import org.springframework.web.socket.sockjs.transport.handler.WebSocketTransportHandler;

/**
 * SockJS's WebSocket, which comes with an id of its own. Spring's would put a second socket into the session of the first:
 * past the limits, which are asked for new sessions only, and the first would never be told that it is closed.
 */
class FreshWebSocket extends WebSocketTransportHandler {

    FreshWebSocket(HandshakeHandler handshakeHandler) {
        super(handshakeHandler);
    }

    /** Asked where the id is known already. */
    @Override
    public boolean checkSessionType(SockJsSession session) {
        return false;
    }
}
