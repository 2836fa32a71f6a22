package app.parley.notification.push;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A push service on this machine that keeps what it gets and answers what it is told to. */
public final class PushService implements AutoCloseable {

    /** A request as it came. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    public record Received(String method, String path, Headers headers, byte[] body) {}

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile int status = 201;
    private volatile String header = "";
    private volatile String value = "";

    public PushService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public String uri(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    PushService answering(int status) {
        return answering(status, "", "");
    }

    PushService answering(int status, String header, String value) {
        this.status = status;
        this.header = header;
        this.value = value;
        return this;
    }

    public List<Received> received() {
        return received;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            received.add(new Received(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    exchange.getRequestBody().readAllBytes()));
            if (!header.isEmpty()) {
                exchange.getResponseHeaders().set(header, value);
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }
}
