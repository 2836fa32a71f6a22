package app.parley.realtime;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Destination → subscriptions, exact names only. Reading costs one look-up; subscribing copies the array of the topic, which
 * happens once in a while where events happen all the time.
 */
final class SubscriptionIndex {

    private static final Subscription[] NONE = {};

    private final Map<String, Subscription[]> byDestination = new ConcurrentHashMap<>();

    void add(Subscription subscription) {
        byDestination.merge(subscription.destination(), new Subscription[] {subscription}, SubscriptionIndex::joined);
    }

    void remove(Subscription subscription) {
        byDestination.computeIfPresent(subscription.destination(), (destination, found) -> {
            Subscription[] rest = Arrays.stream(found)
                    .filter(other -> !other.equals(subscription))
                    .toArray(Subscription[]::new);
            return rest.length == 0 ? null : rest;
        });
    }

    boolean has(String destination) {
        return byDestination.containsKey(destination);
    }

    /** The subscriptions at this moment; not to be changed. */
    Subscription[] of(String destination) {
        return byDestination.getOrDefault(destination, NONE);
    }

    private static Subscription[] joined(Subscription[] some, Subscription[] others) {
        Subscription[] all = Arrays.copyOf(some, some.length + others.length);
        System.arraycopy(others, 0, all, some.length, others.length);
        return all;
    }
}
