package app.parley.realtime;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.SubscribableChannel;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.broker.AbstractBrokerMessageHandler;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.messaging.support.NativeMessageHeaderAccessor;
import org.springframework.scheduling.TaskScheduler;

/**
 * The broker behind Spring's channels, in the place of its simple one: same contract, but an event becomes one frame for all
 * subscribers instead of a message, a task and a frame for each of them.
 *
 * @see <a href="https://stomp.github.io/stomp-specification-1.2.html">STOMP 1.2</a>
 */
class FanOutBroker extends AbstractBrokerMessageHandler {

    private static final Logger log = LoggerFactory.getLogger(FanOutBroker.class);

    private static final byte[] NOTHING = {};
    private static final byte[] LINE_FEED = {'\n'};

    /** A late heartbeat is no death: STOMP asks receivers for a margin of error. */
    private static final int MISSED_BEATS = 3;

    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(50);

    /** Whoever wants to hear from us less often hears this often: the header may hold any number. */
    private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);

    private final FanOut fanOut;
    private final LiveSessions live;
    private final TaskScheduler scheduler;
    private final Duration heartbeat;
    private final Duration tick;
    private final String instance = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-";
    private final AtomicLong messages = new AtomicLong();
    private @Nullable ScheduledFuture<?> beating;

    /** @param heartbeat how often each side wants to hear of the other */
    FanOutBroker(
            SubscribableChannel inbound,
            SubscribableChannel outbound,
            SubscribableChannel broker,
            FanOut fanOut,
            LiveSessions live,
            TaskScheduler scheduler,
            Duration heartbeat) {
        super(inbound, outbound, broker, List.of("/topic/", "/queue/"));
        this.fanOut = fanOut;
        this.live = live;
        this.scheduler = scheduler;
        this.heartbeat = heartbeat;
        this.tick = heartbeat.dividedBy(10);
    }

    @Override
    protected void startInternal() {
        publishBrokerAvailableEvent();
        beating = scheduler.scheduleWithFixedDelay(this::beat, tick);
    }

    @Override
    protected void stopInternal() {
        publishBrokerUnavailableEvent();
        if (beating != null) {
            beating.cancel(false);
        }
    }

    @Override
    protected void handleMessageInternal(Message<?> message) {
        MessageHeaders headers = message.getHeaders();
        String destination = SimpMessageHeaderAccessor.getDestination(headers);
        SimpMessageType type = SimpMessageHeaderAccessor.getMessageType(headers);
        if (type == SimpMessageType.MESSAGE) {
            if (destination != null && checkDestinationPrefix(destination)) {
                publish(message, destination);
            }
            return;
        }
        LiveSession session = live.find(SimpMessageHeaderAccessor.getSessionId(headers));
        if (session == null || type == null) {
            return;
        }
        switch (type) {
            case CONNECT -> connect(message, session);
            case SUBSCRIBE -> subscribe(headers, session, destination);
            case UNSUBSCRIBE -> unsubscribe(headers, session);
            case DISCONNECT -> disconnect(message, session);
            default -> {}
        }
    }

    private void publish(Message<?> message, String destination) {
        MessageHeaders headers = message.getHeaders();
        String shown = NativeMessageHeaderAccessor.getFirstNativeHeader(
                SimpMessageHeaderAccessor.ORIGINAL_DESTINATION, headers);
        fanOut.publish(new OutboundEvent(
                destination,
                shown == null ? destination : shown,
                instance + messages.incrementAndGet(),
                readers(headers),
                (byte[]) message.getPayload(),
                headers.containsKey(Broadcaster.DROPPABLE)));
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Predicate<String> readers(MessageHeaders headers) {
        return (Predicate<String>) headers.get(Broadcaster.READERS);
    }

    private void connect(Message<?> message, LiveSession session) {
        long[] theirs = SimpMessageHeaderAccessor.getHeartbeat(message.getHeaders());
        long ours = heartbeat.toMillis();
        if (theirs != null) {
            session.agree(
                    theirs[1] > 0 ? interval(Math.max(theirs[1], ours)) : Duration.ZERO,
                    theirs[0] > 0 ? patience(Math.max(theirs[0], ours)) : Duration.ZERO);
        }
        live.connected(session);
        var headers = answer(SimpMessageType.CONNECT_ACK, session);
        headers.setHeader(SimpMessageHeaderAccessor.CONNECT_MESSAGE_HEADER, message);
        headers.setHeader(SimpMessageHeaderAccessor.HEART_BEAT_HEADER, new long[] {ours, ours});
        send(headers);
    }

    private static Duration interval(long millis) {
        return Duration.ofMillis(Math.min(millis, LONGEST_INTERVAL.toMillis()));
    }

    private static Duration patience(long interval) {
        return Duration.ofMillis(Math.min(interval, LONGEST_PATIENCE.toMillis() / MISSED_BEATS) * MISSED_BEATS);
    }

    private void subscribe(MessageHeaders headers, LiveSession session, @Nullable String destination) {
        String id = SimpMessageHeaderAccessor.getSubscriptionId(headers);
        if (id != null && destination != null && checkDestinationPrefix(destination)) {
            fanOut.subscribe(new Subscription(session, id, shared(destination, session)));
            live.subscribed(session, destination);
        }
    }

    /** Spring makes {@code /queue/acks-user} and the session's id out of {@code /user/queue/acks}. */
    private static String shared(String destination, LiveSession session) {
        String own = "-user" + session.id();
        return destination.endsWith(own)
                ? Broadcaster.ownQueue(
                        session.userId(),
                        destination.substring("/queue/".length(), destination.length() - own.length()))
                : destination;
    }

    private void unsubscribe(MessageHeaders headers, LiveSession session) {
        String id = SimpMessageHeaderAccessor.getSubscriptionId(headers);
        if (id != null) {
            fanOut.unsubscribe(session, id);
        }
    }

    private void disconnect(Message<?> message, LiveSession session) {
        fanOut.unsubscribeAll(session);
        var headers = answer(SimpMessageType.DISCONNECT_ACK, session);
        headers.setHeader(SimpMessageHeaderAccessor.DISCONNECT_MESSAGE_HEADER, message);
        send(headers);
    }

    private void beat() {
        live.all().stream().filter(session -> !session.isEnding()).forEach(this::beat);
    }

    /** Beats for one to whom nothing else was said. */
    private void beat(LiveSession session) {
        try {
            if (session.isDueToBeat(tick)) {
                session.send(Frames.of(LINE_FEED), false);
            }
        } catch (RuntimeException e) { // one socket's trouble is not the others'
            log.warn("A socket could not be told that the server is alive", e);
        }
    }

    private static SimpMessageHeaderAccessor answer(SimpMessageType type, LiveSession session) {
        var headers = SimpMessageHeaderAccessor.create(type);
        headers.setSessionId(session.id());
        return headers;
    }

    private void send(SimpMessageHeaderAccessor headers) {
        getClientOutboundChannel().send(MessageBuilder.createMessage(NOTHING, headers.getMessageHeaders()));
    }
}
