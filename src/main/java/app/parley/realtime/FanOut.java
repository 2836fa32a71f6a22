package app.parley.realtime;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Who hears what, and the lanes that tell them. Once a subscription is taken away, no event that is published later reaches it. */
@Component
class FanOut implements SmartLifecycle {

    private static final int LANES = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);

    private final List<FanOutLane> lanes;
    private volatile boolean running;
    private final AtomicInteger opened = new AtomicInteger();

    FanOut(SocketMetrics metrics) {
        lanes = IntStream.range(0, LANES)
                .mapToObj(number -> new FanOutLane(number, metrics))
                .toList();
    }

    @Override
    public void start() {
        lanes.forEach(FanOutLane::start);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        lanes.forEach(FanOutLane::stop);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Begins before everything that publishes and ends after it. */
    @Override
    public int getPhase() {
        return -1;
    }

    /** The lane of the next socket. */
    int nextLane() {
        return Math.floorMod(opened.getAndIncrement(), LANES);
    }

    /** Hands the event to every lane with subscribers; waits while they are far behind, unless it can be dropped. */
    void publish(OutboundEvent event) {
        lanes.forEach(lane -> lane.publish(event));
    }

    int listeners(String destination) {
        return lanes.stream()
                .mapToInt(lane -> lane.index().of(destination).length)
                .sum();
    }

    void subscribe(Subscription subscription) {
        LiveSession session = subscription.session();
        indexOf(session).add(subscription); // before it can be found and taken away
        Subscription before = session.subscriptions().put(subscription.id(), subscription);
        if (before != null) {
            indexOf(session).remove(before);
        }
        if (!session.wants(subscription.id())) { // revoked or closed while it was on its way here
            unsubscribe(session, subscription.id());
        }
    }

    void unsubscribe(LiveSession session, String subscriptionId) {
        Subscription subscription = session.subscriptions().remove(subscriptionId);
        if (subscription != null) {
            indexOf(session).remove(subscription);
        }
    }

    void unsubscribeAll(LiveSession session) {
        session.subscriptions().keySet().forEach(id -> unsubscribe(session, id));
    }

    private SubscriptionIndex indexOf(LiveSession session) {
        return lanes.get(session.lane()).index();
    }
}
