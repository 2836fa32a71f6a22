package app.parley.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * STOMP over SockJS's {@code xhr_streaming} and {@code xhr_send}: one request whose answer never ends brings frames, one
 * short request per message takes them (sockjs-protocol 0.3.3). The requests are a browser's: cookies and Origin, no
 * header of our own.
 */
final class SockJsTransport implements StompTransport {

    private final Person person;
    private final String session;
    private final Receiver receiver;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable InputStream stream;

    private SockJsTransport(Person person, Receiver receiver) {
        this.person = person;
        this.receiver = receiver;
        this.session = "/ws/" + ThreadLocalRandom.current().nextInt(100, 1000) + "/"
                + UUID.randomUUID().toString().replace("-", "");
    }

    /** @throws IllegalStateException with the status if the server refuses */
    static SockJsTransport open(Person person, Receiver receiver) {
        SockJsTransport transport = new SockJsTransport(person, receiver);
        BufferedReader reader = transport.openStream();
        Thread.ofVirtual().name("sockjs").start(() -> transport.read(reader));
        return transport;
    }

    @Override
    public void send(String text) {
        if (closed.get()) {
            return;
        }
        String message = StompFrame.JSON.writeValueAsString(new String[] {text});
        Page answer = person.exchange(request("/xhr_send")
                .header("Content-Type", "text/plain;charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(message)));
        if (answer.status() != 204 && answer.status() != 200) {
            finish("xhr_send answered " + answer.status());
        }
    }

    @Override
    public void close() {
        finish("closed by the client");
    }

    @Override
    public void abort() {
        finish("aborted by the client");
    }

    private BufferedReader openStream() {
        try {
            HttpResponse<InputStream> response = Person.HTTP.send(
                    request("/xhr_streaming")
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                response.body().close();
                throw new IllegalStateException("xhr_streaming answered " + response.statusCode());
            }
            stream = response.body();
            return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The server ends a stream after a certain amount; the session goes on in the next one. */
    private void read(BufferedReader first) {
        BufferedReader reader = first;
        try {
            while (!closed.get()) {
                String line = reader.readLine();
                if (line == null) {
                    reader = openStream();
                } else if (!line.isEmpty()) {
                    handle(line);
                }
            }
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            finish("lost: " + e);
        }
    }

    /** The prelude of h's that opens a stream is not a heartbeat, and neither needs an answer. */
    private void handle(String line) {
        switch (line.charAt(0)) {
            case 'a' -> {
                for (JsonNode text : StompFrame.JSON.readTree(line.substring(1))) {
                    receiver.received(text.asString());
                }
            }
            case 'c' -> finish(line.substring(1));
            default -> receiver.received("");
        }
    }

    private void finish(String reason) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        receiver.closed(reason);
        try {
            InputStream open = stream;
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(person.server().resolve(session + path))
                .header("Origin", person.server().toString());
        String cookies = person.cookieHeader();
        return cookies.isEmpty() ? request : request.header("Cookie", cookies);
    }
}
