package app.parley.realtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.util.unit.DataSize;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.sockjs.transport.handler.XhrReceivingTransportHandler;
import org.springframework.web.socket.sockjs.transport.session.AbstractHttpSockJsSession;

/**
 * SockJS's {@code xhr_send} with the limits that the container keeps for native sockets. Spring's own reads a body of any
 * length and answers a broken one with 500, as if that were the server's fault.
 */
class BoundedXhrReceiving extends XhrReceivingTransportHandler {

    /** One request may carry many messages: a client collects what it has to say while the request before is under way. */
    private static final DataSize MAX_REQUEST = DataSize.ofMegabytes(4);

    private final DataSize maxMessage;

    BoundedXhrReceiving(DataSize maxMessage) {
        this.maxMessage = maxMessage;
    }

    @Override
    protected void handleRequestInternal(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            AbstractHttpSockJsSession session) {
        try {
            byte[] body = request.getBody().readNBytes((int) MAX_REQUEST.toBytes() + 1);
            String[] messages = body.length > MAX_REQUEST.toBytes() ? null : decode(body);
            if (body.length > MAX_REQUEST.toBytes() || (messages != null && isTooLarge(messages))) {
                response.setStatusCode(HttpStatus.CONTENT_TOO_LARGE);
                session.close(CloseStatus.TOO_BIG_TO_PROCESS);
            } else if (messages == null) {
                response.setStatusCode(HttpStatus.BAD_REQUEST);
            } else {
                response.setStatusCode(getResponseStatus());
                session.delegateMessages(messages);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Null if this is no JSON array of texts. */
    private String @Nullable [] decode(byte[] body) {
        try {
            String json = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            String[] messages = getServiceConfig().getMessageCodec().decode(json);
            return messages == null || Arrays.asList(messages).contains(null) ? null : messages;
        } catch (IOException | RuntimeException e) { // what a codec throws is its own affair
            return null;
        }
    }

    private boolean isTooLarge(String[] messages) {
        return Arrays.stream(messages).anyMatch(message -> message.length() > maxMessage.toBytes());
    }
}
