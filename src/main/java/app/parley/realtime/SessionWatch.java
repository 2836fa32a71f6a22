package app.parley.realtime;

import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.handler.WebSocketHandlerDecoratorFactory;

/**
 * Keeps the register of open sockets and looks at each of them twice a second: one that does not CONNECT, that does not read,
 * whose peer is dead or whose web session has ended is closed.
 */
@Component
class SessionWatch implements WebSocketHandlerDecoratorFactory {

    private static final Logger log = LoggerFactory.getLogger(SessionWatch.class);

    /** In milliseconds: a socket has a second to end after its web session. */
    private static final long ROUND = 500;

    private static final Duration TIME_TO_CONNECT = Duration.ofSeconds(10);

    /** With the round and the closing itself, a native socket that does not read is gone within 15 seconds. */
    private static final Duration STALLED = Duration.ofSeconds(10);

    /** How long a peer may take to agree to the end. */
    private static final Duration TIME_TO_END = Duration.ofSeconds(5);

    private static final Duration PING_AFTER = Duration.ofSeconds(25);
    private static final Duration DEAD_AFTER = Duration.ofSeconds(50);
    private static final CloseStatus NOT_LET_IN = CloseStatus.SERVICE_OVERLOAD.withReason("Too many sockets");
    private static final CloseStatus NO_CONNECT = CloseStatus.POLICY_VIOLATION.withReason("No CONNECT");

    private final LiveSessions live;
    private final Farewell farewell;
    private final FanOut fanOut;
    private final SocketLimits limits;
    private final SocketMetrics metrics;
    private final SessionRepository<? extends Session> webSessions;

    SessionWatch(
            LiveSessions live,
            Farewell farewell,
            FanOut fanOut,
            SocketLimits limits,
            SocketMetrics metrics,
            SessionRepository<? extends Session> webSessions) {
        this.live = live;
        this.farewell = farewell;
        this.fanOut = fanOut;
        this.limits = limits;
        this.metrics = metrics;
        this.webSessions = webSessions;
    }

    @Override
    public WebSocketHandler decorate(WebSocketHandler handler) {
        return new WebSocketHandlerDecorator(handler) {
            @Override
            public void afterConnectionEstablished(WebSocketSession socket) throws Exception {
                var session =
                        new LiveSession(socket, OutboundQueue.of(socket), fanOut.nextLane(), limits.frames(), metrics);
                if (!live.opened(session) || limits.areExceededBy(session)) {
                    live.closed(session);
                    socket.close(NOT_LET_IN);
                    return;
                }
                checkWebSession(session);
                if (farewell.isUnderWay()) {
                    session.close(CloseStatus.SERVICE_RESTARTED);
                }
                if (!session.isEnding()) {
                    super.afterConnectionEstablished(new QueuedSession(socket, session));
                }
                if (!socket.isOpen()) { // closed on another thread, before it was there to be taken out
                    afterConnectionClosed(socket, CloseStatus.NO_CLOSE_FRAME);
                }
            }

            @Override
            public void handleMessage(WebSocketSession socket, WebSocketMessage<?> message) throws Exception {
                LiveSession session = live.find(socket);
                if (session != null && !session.isEnding() && !farewell.isUnderWay()) {
                    session.heard();
                    super.handleMessage(socket, message);
                }
            }

            @Override
            public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) throws Exception {
                LiveSession session = live.find(socket);
                if (session == null) {
                    return; // never let in: another socket may have its id
                }
                try {
                    super.afterConnectionClosed(socket, status);
                } finally {
                    live.closed(session);
                }
            }
        };
    }

    @Scheduled(fixedDelay = ROUND, scheduler = BrokerConfiguration.SCHEDULER)
    void look() {
        for (LiveSession session : live.all()) {
            try {
                look(session);
            } catch (RuntimeException e) {
                log.warn("A socket could not be looked after; the next round tries again", e);
            }
        }
    }

    private void look(LiveSession session) {
        if (session.isStalledFor(STALLED)) {
            session.giveUp("its reader takes nothing");
        } else if (session.isEnding()) {
            session.cutIfEndingFor(TIME_TO_END);
            return;
        } else if (session.isSilent() || (session.isPinged() && session.isSilentFor(DEAD_AFTER))) {
            session.giveUp("its peer is silent");
        } else if (session.isSilentFor(PING_AFTER)) {
            session.ping();
        }
        if (!session.isConnected() && session.isOpenFor(TIME_TO_CONNECT)) {
            session.close(NO_CONNECT);
        }
    }

    @Scheduled(fixedDelay = ROUND)
    void checkWebSessions() {
        live.all().stream()
                .filter(session -> !session.isEnding() && Instant.now().isAfter(session.recheckAt()))
                .forEach(this::tryToCheckWebSession);
    }

    private void tryToCheckWebSession(LiveSession session) {
        try {
            checkWebSession(session);
        } catch (RuntimeException e) {
            log.warn("A web session could not be looked up; the next round tries again", e);
        }
    }

    /** Looks again when the web session would end now; page views in the meantime move that moment. */
    private void checkWebSession(LiveSession session) {
        Session web = webSessions.findById(session.httpSessionId());
        if (web == null || web.isExpired()) {
            live.endHttpSession(session.httpSessionId());
        } else {
            session.recheckAt(web.getLastAccessedTime().plus(web.getMaxInactiveInterval()));
        }
    }
}
