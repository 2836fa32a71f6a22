package app.parley.realtime;

import java.nio.ByteBuffer;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.common.WebSocketSession;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.springframework.web.socket.CloseStatus;

/**
 * A native socket on Jetty: below the API of messages, where a text need not be made of bytes and bytes of a text again.
 * Jetty frames the shared bytes and joins what waits into one write.
 */
final class JettyQueue extends OutboundQueue {

    private final Session session;
    private final CoreSession core;

    JettyQueue(WebSocketSession session) {
        this.session = session;
        this.core = session.getCoreSession();
    }

    @Override
    protected void write(ByteBuffer frame, boolean more) {
        core.sendFrame(new Frame(OpCode.TEXT, frame.duplicate()), new Done(frame.remaining()), more);
    }

    @Override
    void flush() {
        core.flush(Callback.NOOP);
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

        private final int size;

        Done(int size) {
            this.size = size;
        }

        @Override
        public void succeeded() {
            done(size);
        }

        @Override
        public void failed(Throwable cause) {
            done(size);
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }
}
