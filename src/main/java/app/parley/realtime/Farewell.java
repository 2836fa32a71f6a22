package app.parley.realtime;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/**
 * How the sockets end when the server does. For a moment all goes on, while readiness already says no, so that whoever
 * balances the load sends people elsewhere. Then nothing more is heard on any socket, what was heard is answered, and each is
 * closed with 1012, on which a client comes back at a moment of its own. What was sent and not answered is sent again there.
 *
 * @see <a href="https://www.iana.org/assignments/websocket/websocket.xhtml#close-code-number">WebSocket close codes: 1012,
 *     Service Restart</a>
 */
@Component
class Farewell implements SmartLifecycle, HandshakeInterceptor {

    private static final Logger log = LoggerFactory.getLogger(Farewell.class);

    private static final CloseStatus RESTART = CloseStatus.SERVICE_RESTARTED.withReason("Come back in a moment");
    private static final Duration TIME_TO_LEAVE = Duration.ofSeconds(3);
    private static final Duration COME_BACK = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final LiveSessions live;
    private final ApplicationEventPublisher events;
    private final Duration notice;
    private volatile boolean running;
    private volatile boolean leaving;

    /** @param notice how long readiness says no before anything ends */
    Farewell(LiveSessions live, ApplicationEventPublisher events, @Value("${parley.stop.notice:2s}") Duration notice) {
        this.live = live;
        this.events = events;
        this.notice = notice;
    }

    /** Whether nothing more is to be heard on any socket. */
    boolean isUnderWay() {
        return leaving;
    }

    @Override
    public void start() {
        leaving = false;
        running = true;
    }

    @Override
    public void stop() {
        await(notice, () -> false);
        leaving = true;
        events.publishEvent(new SocketsClosing());
        int count = live.count();
        live.all().forEach(session -> session.closeWhenSent(RESTART));
        await(TIME_TO_LEAVE, () -> live.count() == 0);
        live.all().forEach(session -> session.cutIfEndingFor(Duration.ZERO));
        if (count > 0) {
            log.info("{} sockets were told to come back", count);
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server stops, and after the work in the background. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 256;
    }

    /** Whoever stops the application only to go on later says goodbye to nobody. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        if (leaving) {
            response.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
            response.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(COME_BACK.toSeconds()));
        }
        return !leaving;
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception exception) {}

    private static void await(Duration patience, BooleanSupplier reached) {
        long begin = System.nanoTime();
        while (!reached.getAsBoolean() && System.nanoTime() - begin < patience.toNanos()) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
