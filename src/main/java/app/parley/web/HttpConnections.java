package app.parley.web;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The open connections that are no sockets. One that brings no whole request for half a minute is closed, however slowly
 * its headers drip in, and so is one whose body hardly comes. Where an address has too many, the one that was quiet for the
 * longest makes room for a new one: nobody is kept out by a neighbour who only holds connections.
 */
@Component
class HttpConnections implements Connection.Listener {

    private static final Duration TIME_FOR_A_REQUEST = Duration.ofSeconds(30);

    /** How long a body may take before its pace counts. */
    private static final Duration TIME_TO_BEGIN = Duration.ofSeconds(10);

    /** In bytes a second; the slowest telephone manages fifty times as many. */
    private static final long SLOWEST_BODY = 100;

    private final int perAddress;

    /** Of each address, the quietest first. */
    private final Map<ClientAddress, SequencedMap<Connection, Visit>> open = new ConcurrentHashMap<>();

    /**
     * @param perAddress open connections of one address that are no sockets
     * @param proxies if there are any, connections come from the nearest of them, whoever speaks
     */
    HttpConnections(
            @Value("${parley.limits.enabled:true}") boolean limited,
            @Value("${parley.limits.connections.per-address:1000}") int perAddress,
            TrustedProxies proxies) {
        this.perAddress = limited && proxies.areNone() ? perAddress : Integer.MAX_VALUE;
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof ConnectionMetaData) { // neither an upgraded one nor TLS below it
            open.compute(addressOf(connection), (_, known) -> {
                SequencedMap<Connection, Visit> connections = known == null ? new LinkedHashMap<>() : known;
                connections.put(connection, new Visit(null));
                if (connections.size() > perAddress) {
                    close(connections.pollFirstEntry().getKey(), "Too many connections from one address");
                }
                return connections;
            });
        }
    }

    @Override
    public void onClosed(Connection connection) {
        open.computeIfPresent(addressOf(connection), (_, connections) -> {
            connections.remove(connection);
            return connections.isEmpty() ? null : connections;
        });
    }

    @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
    void closeTheSlowest() {
        for (ClientAddress address : open.keySet()) {
            open.computeIfPresent(address, (_, connections) -> {
                connections.forEach((connection, visit) -> {
                    if (visit.isTooSlow()) {
                        close(connection, "Too slow");
                    }
                });
                return connections;
            });
        }
    }

    /** A handler that notes what comes on each connection. */
    Handler watching(Handler handler) {
        return new Handler.Wrapper(handler) {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                Connection connection = request.getConnectionMetaData().getConnection();
                var timed = new TimedRequest(request);
                note(connection, new Visit(timed));
                Request.addCompletionListener(request, _ -> note(connection, new Visit(null)));
                return super.handle(timed, response, callback);
            }
        };
    }

    /** Moves the connection behind all that were quiet for longer. */
    private void note(Connection connection, Visit visit) {
        open.computeIfPresent(addressOf(connection), (_, connections) -> {
            if (connections.remove(connection) != null) {
                connections.putLast(connection, visit);
            }
            return connections;
        });
    }

    /** On a thread of its own: who hears of it comes back to the map that is being changed. */
    private static void close(Connection connection, String why) {
        Thread.startVirtualThread(() -> connection.getEndPoint().close(new EofException(why)));
    }

    private static ClientAddress addressOf(Connection connection) {
        return connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress inet
                        && inet.getAddress() != null
                ? ClientAddress.of(inet.getAddress().getHostAddress())
                : new ClientAddress("local");
    }

    /** @param request what is being answered; null while a request is awaited */
    private record Visit(@Nullable TimedRequest request, long since) {

        Visit(@Nullable TimedRequest request) {
            this(request, System.nanoTime());
        }

        boolean isTooSlow() {
            return request == null ? System.nanoTime() - since > TIME_FOR_A_REQUEST.toNanos() : request.isTooSlow();
        }
    }

    /** Knows how fast its body comes while somebody waits for it. */
    private static final class TimedRequest extends Request.Wrapper {

        private volatile long askedAt;
        private volatile boolean awaited;
        private long bytes;

        TimedRequest(Request request) {
            super(request);
        }

        @Override
        public void demand(Runnable then) {
            if (askedAt == 0) {
                askedAt = System.nanoTime();
            }
            awaited = true;
            super.demand(() -> {
                awaited = false;
                then.run();
            });
        }

        @Override
        public Content.@Nullable Chunk read() {
            Content.Chunk chunk = super.read();
            if (chunk != null) {
                bytes += chunk.remaining();
            }
            return chunk;
        }

        boolean isTooSlow() {
            if (!awaited) { // which is read first, and so shows what was written before it
                return false;
            }
            double seconds = (System.nanoTime() - askedAt) / 1e9;
            return seconds > TIME_TO_BEGIN.toSeconds() && bytes < SLOWEST_BODY * seconds;
        }
    }
}
