package app.parley.realtime;

import app.parley.web.ClientAddress;
import app.parley.web.RateLimit;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/** How many sockets somebody may open, and how much may be said on one: far more than people with browsers ever need. */
@Component
class SocketLimits implements HandshakeInterceptor {

    /** Attribute of a socket: the address that it was opened from. */
    static final String ADDRESS = "parley.address";

    private static final Logger log = LoggerFactory.getLogger(SocketLimits.class);
    /** What everybody may have, however many sockets the neighbours behind the same address hold. */
    private static final int FEW = 5;

    private static final Duration COME_BACK = Duration.ofSeconds(30);

    private final LiveSessions live;
    private final boolean enabled;
    private final int perPerson;
    private final int perAddress;
    private final long burst;
    private final Duration perBurst;

    /**
     * @param perPerson open sockets of one user
     * @param perAddress open sockets from one address, behind which an office may sit
     * @param burst frames at once on one socket
     * @param perBurst the time in which a used-up burst comes back
     */
    SocketLimits(
            LiveSessions live,
            @Value("${parley.limits.enabled:true}") boolean enabled,
            @Value("${parley.limits.sockets.per-person:100}") int perPerson,
            @Value("${parley.limits.sockets.per-address:2000}") int perAddress,
            @Value("${parley.limits.frames.burst:500}") long burst,
            @Value("${parley.limits.frames.per-burst:10s}") Duration perBurst) {
        this.live = live;
        this.enabled = enabled;
        this.perPerson = perPerson;
        this.perAddress = perAddress;
        this.burst = burst;
        this.perBurst = perBurst;
    }

    /** What may be said on one new socket, or null for anything. */
    @Nullable
    Bucket frames() {
        return enabled ? RateLimit.bucket(burst, perBurst) : null;
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        String address = request instanceof ServletServerHttpRequest servlet
                ? ClientAddress.of(servlet.getServletRequest()).network()
                : String.valueOf(request.getRemoteAddress());
        attributes.put(ADDRESS, address);
        var principal = request.getPrincipal();
        if (principal == null || !isOver(Long.parseLong(principal.getName()), address, 1)) {
            return true;
        }
        response.setStatusCode(HttpStatus.TOO_MANY_REQUESTS);
        response.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(COME_BACK.toSeconds()));
        return false;
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception exception) {}

    /** Whether it is one too many, now that it is counted: many handshakes at the same moment all found room. */
    boolean areExceededBy(LiveSession opened) {
        return isOver(opened.userId(), opened.address(), 0);
    }

    private boolean isOver(long userId, String address, int coming) {
        if (!enabled) {
            return false;
        }
        int own = live.countOfUser(userId) + coming;
        if (own > perPerson) {
            log.info("User {} has {} sockets open: no more", userId, perPerson);
            return true;
        } else if (own > FEW && live.countOfAddress(address) + coming > perAddress) {
            log.info("{} sockets are open from one address: no more", perAddress);
            return true;
        } else {
            return false;
        }
    }
}
