package app.parley.testing;

import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** STOMP over the native endpoint {@code /ws/websocket}. */
final class WebSocketTransport implements StompTransport {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final WebSocket socket;
    private final Receiver receiver;

    private WebSocketTransport(WebSocket socket, Receiver receiver) {
        this.socket = socket;
        this.receiver = receiver;
    }

    /**
     * Performs the handshake with the person's cookies and the server's own origin.
     *
     * @throws CompletionException with a {@code WebSocketHandshakeException} if it is refused
     */
    static WebSocketTransport open(Person person, Receiver receiver) {
        return open(person, person.server().toString(), receiver);
    }

    /** @param origin value of the {@code Origin} header */
    static WebSocketTransport open(Person person, String origin, Receiver receiver) {
        URI uri = URI.create(person.server().toString().replaceFirst("^http", "ws") + "/ws/websocket");
        WebSocket.Builder builder = Person.HTTP
                .newWebSocketBuilder()
                .connectTimeout(PATIENCE)
                .header("Origin", origin)
                .subprotocols("v12.stomp");
        String cookies = person.cookieHeader();
        if (!cookies.isEmpty()) {
            builder.header("Cookie", cookies);
        }
        return new WebSocketTransport(
                builder.buildAsync(uri, new Listener(receiver)).join(), receiver);
    }

    @Override
    public synchronized void send(String text) {
        await(socket.sendText(text, true));
    }

    /** A binary message: for bytes that are no text. */
    synchronized void send(byte[] bytes) {
        await(socket.sendBinary(ByteBuffer.wrap(bytes), true));
    }

    @Override
    public void close() {
        var _ = socket.sendClose(WebSocket.NORMAL_CLOSURE, ""); // the receiver hears when it is done
    }

    @Override
    public void abort() {
        abort("aborted by the client");
    }

    private void await(CompletionStage<WebSocket> sent) {
        try {
            sent.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("The server has not read for " + PATIENCE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            abort("lost: " + e.getCause());
        }
    }

    /** After this the library tells its listener nothing more. */
    private void abort(String reason) {
        socket.abort();
        receiver.closed(reason);
    }

    private record Listener(Receiver receiver) implements WebSocket.Listener {

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            receiver.received(data.toString());
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            receiver.closed(statusCode + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            receiver.closed("lost: " + error);
        }
    }
}
