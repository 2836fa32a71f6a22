package app.parley.realtime;

import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.config.ChannelRegistration;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.security.authorization.AuthenticatedAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.socket.EnableWebSocketSecurity;
import org.springframework.util.unit.DataSize;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketTransportRegistration;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.springframework.web.socket.server.support.HttpSessionHandshakeInterceptor;

/**
 * STOMP 1.2 at {@code /ws}: SockJS there, native WebSocket at {@code /ws/websocket}, both with the Origin checked against
 * the address of the page.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSocketSecurity
@Order(Ordered.LOWEST_PRECEDENCE) // the last word, after Boot's executor and Security's interceptors
class SocketConfiguration implements WebSocketMessageBrokerConfigurer {

    /**
     * The largest legal frame: 10,000 characters outside the Basic Multilingual Plane, each written as two JSON escapes of
     * six bytes, and room for headers.
     */
    static final DataSize MAX_FRAME = DataSize.ofKilobytes(128);

    private static final Duration DEAD_PEER = Duration.ofSeconds(60);

    /** How many frames a SockJS client may miss between two of its requests before it has to start anew. */
    private static final int BETWEEN_REQUESTS = 1_000;

    private final SocketLanguage language;
    private final FrameGuard guard;
    private final SessionWatch watch;
    private final SocketLimits limits;
    private final Farewell farewell;

    SocketConfiguration(
            SocketLanguage language, FrameGuard guard, SessionWatch watch, SocketLimits limits, Farewell farewell) {
        this.language = language;
        this.limits = limits;
        this.farewell = farewell;
        this.guard = guard;
        this.watch = watch;
    }

    @Override
    public void registerStompEndpoints(StompEndpointRegistry registry) {
        var sessionId = new HttpSessionHandshakeInterceptor(List.of());
        sessionId.setCreateSession(false);
        var handshake = new DefaultHandshakeHandler(jetty());
        registry.addEndpoint("/ws")
                .setHandshakeHandler(handshake)
                .addInterceptors(farewell, limits, sessionId)
                .withSockJS()
                .setTransportHandlerOverrides(new FreshWebSocket(handshake), new BoundedXhrReceiving(MAX_FRAME))
                .setHttpMessageCacheSize(BETWEEN_REQUESTS)
                .setDisconnectDelay(Duration.ofSeconds(5).toMillis());
        registry.setErrorHandler(new StompErrors());
    }

    @Override
    public void configureMessageBroker(MessageBrokerRegistry registry) {
        registry.setApplicationDestinationPrefixes("/app");
    }

    @Override
    public void configureClientInboundChannel(ChannelRegistration registration) {
        // On the connection's own thread: one sender's frames are handled in the order in which they came, whoever
        // sends
        // faster than the server works waits alone, and a broken frame is answered with an ERROR.
        registration.interceptors(language, guard).executor(new SyncTaskExecutor());
    }

    /** On the thread that has something to say: what is sent takes its place in a queue, and nobody waits. */
    @Override
    public void configureClientOutboundChannel(ChannelRegistration registration) {
        registration.executor(new SyncTaskExecutor());
    }

    @Override
    public void configureWebSocketTransport(WebSocketTransportRegistration transport) {
        transport.addDecoratorFactory(watch).setMessageSizeLimit((int) MAX_FRAME.toBytes());
    }

    /** Signed in, or nothing; {@link FrameGuard} decides about destinations. */
    @Bean
    static AuthorizationManager<Message<?>> messageAuthorizationManager() {
        return AuthenticatedAuthorizationManager.authenticated();
    }

    private static JettyUpgrade jetty() {
        var jetty = new JettyUpgrade();
        jetty.addWebSocketConfigurer(settings -> {
            settings.setMaxTextMessageSize(MAX_FRAME.toBytes());
            settings.setMaxBinaryMessageSize(MAX_FRAME.toBytes());
            settings.setMaxFrameSize(MAX_FRAME.toBytes());
            settings.setIdleTimeout(DEAD_PEER);
        });
        return jetty;
    }
}
