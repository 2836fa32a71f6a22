package app.parley.realtime;

import java.time.Duration;
import java.time.Instant;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.handler.WebSocketHandlerDecoratorFactory;

/**
 * Keeps the register of open sockets and their deadlines: a socket that does not CONNECT is closed, and none outlives the
 * web session that opened it.
 */
@Component
class SessionWatch implements WebSocketHandlerDecoratorFactory {

    private static final Duration TIME_TO_CONNECT = Duration.ofSeconds(10);

    private final LiveSessions live;
    private final SessionRepository<? extends Session> webSessions;
    private final TaskScheduler taskScheduler;

    SessionWatch(LiveSessions live, SessionRepository<? extends Session> webSessions, TaskScheduler taskScheduler) {
        this.live = live;
        this.webSessions = webSessions;
        this.taskScheduler = taskScheduler;
    }

    @Override
    public WebSocketHandler decorate(WebSocketHandler handler) {
        return new WebSocketHandlerDecorator(handler) {

            @Override
            public void afterConnectionEstablished(WebSocketSession socket) throws Exception {
                var session = new LiveSession(socket);
                live.opened(session);
                var _ = taskScheduler.schedule(
                        () -> closeUnlessConnected(session), Instant.now().plus(TIME_TO_CONNECT));
                watch(session);
                super.afterConnectionEstablished(socket);
            }

            @Override
            public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) throws Exception {
                super.afterConnectionClosed(socket, status);
                live.closed(socket.getId());
            }
        };
    }

    private void closeUnlessConnected(LiveSession session) {
        if (!session.isConnected() && live.find(session.id()) != null) {
            session.close(CloseStatus.POLICY_VIOLATION.withReason("No CONNECT"));
        }
    }

    /** Looks again when the web session would end now; page views in the meantime move that moment. */
    private void watch(LiveSession session) {
        Session web = webSessions.findById(session.httpSessionId());
        if (web == null || web.isExpired()) {
            live.endHttpSession(session.httpSessionId());
        } else {
            Instant end = web.getLastAccessedTime().plus(web.getMaxInactiveInterval());
            var _ = taskScheduler.schedule(() -> watchIfOpen(session), end.plusMillis(100));
        }
    }

    private void watchIfOpen(LiveSession session) {
        if (live.find(session.id()) != null) {
            watch(session);
        }
    }
}
