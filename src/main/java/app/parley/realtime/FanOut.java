package app.parley.realtime;

import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Who hears what, and the lanes that tell them. Once a subscription is taken away, no event that is published later reaches it. */
@Component
class FanOut {

    private static final int LANES = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);

    private final List<FanOutLane> lanes;
    private final AtomicInteger opened = new AtomicInteger();

    FanOut(SocketMetrics metrics) {
        lanes = IntStream.range(0, LANES)
                .mapToObj(number -> new FanOutLane(number, metrics))
                .toList();
        lanes.forEach(FanOutLane::start);
    }

    @PreDestroy
    void stop() {
        lanes.forEach(FanOutLane::stop);
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
