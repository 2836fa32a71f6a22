package app.parley.realtime;

import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.common.WebSocketSession;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.springframework.web.socket.CloseStatus;

/**
 * A native socket on Jetty: below the API of messages, where a text need not be made of bytes and bytes of a text again.
 * Jetty frames the shared bytes.
 */
final class JettyQueue extends OutboundQueue {

    private final Session session;
    private final CoreSession core;

    JettyQueue(WebSocketSession session) {
        this.session = session;
        this.core = session.getCoreSession();
    }

    @Override
    protected void write(Frames more) {
        core.sendFrame(more.webSocket(), new Done(more.count(), more.bytes()), false);
    }

    @Override
    boolean ping() {
        core.sendFrame(new Frame(OpCode.PING), Callback.NOOP, false);
        return true;
    }

    @Override
    protected void end(CloseStatus status) {
        core.close(status.getCode(), status.getReason(), Callback.NOOP);
    }

    @Override
    protected void abort() {
        session.disconnect();
    }

    private final class Done implements Callback {

        private final int count;
        private final int size;

        Done(int count, int size) {
            this.count = count;
            this.size = size;
        }

        @Override
        public void succeeded() {
            done(count, size);
        }

        @Override
        public void failed(Throwable cause) {
            done(count, size);
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }
}
