package app.parley.web;

import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Keeps clients that are slow, by a bad line or on purpose, from taking what others need: whatever waits for a client does
 * so on a virtual thread and not on one of the pool, and {@link HttpConnections} bounds how long and how many may wait.
 */
@Component
class SlowClients implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {

    /** More than the form with the largest picture; and what is sent in pieces without a length ends somewhere, too. */
    private static final DataSize LONGEST_BODY = DataSize.ofMegabytes(18);

    private final HttpConnections connections;

    SlowClients(HttpConnections connections) {
        this.connections = connections;
    }

    @Override
    public void customize(JettyServletWebServerFactory factory) {
        factory.addServerCustomizers(this::customize);
    }

    private void customize(Server server) {
        if (server.getThreadPool() instanceof QueuedThreadPool threads) {
            threads.setVirtualThreadsExecutor(Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("http-", 0).factory()));
        }
        Stream.of(server.getConnectors()).forEach(connector -> connector.addBean(connections));
        var sizes = new SizeLimitHandler(LONGEST_BODY.toBytes(), -1);
        sizes.setHandler(server.getHandler());
        server.setHandler(connections.watching(sizes));
    }
}
