package app.parley.testing.network;

import app.parley.testing.network.Link.Direction;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Random faults on a {@link FaultyNetwork}. */
final class Weather {

    /** A router forgets a connection after a while and then says so. */
    private static final Duration FORGOTTEN = Duration.ofSeconds(6);

    private static final int LONGEST_DELAY = 150;
    private static final int FEWEST_BYTES = 300;
    private static final int MOST_BYTES = 20_000;

    enum Fault {
        CUT,
        HALF_OPEN,
        DELAY,
        CUT_AFTER
    }

    private static final List<Fault> FAULTS = List.of(Fault.values());

    private final FaultyNetwork network;
    private final Random random;
    private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);
    private final Map<Link, Long> halfOpen = new ConcurrentHashMap<>();

    Weather(FaultyNetwork network, Random random) {
        this.network = network;
        this.random = random;
        for (Fault fault : Fault.values()) {
            struck.put(fault, 0);
        }
    }

    /** One fault on one connection, if there is any. */
    void strike() {
        forget();
        List<Link> links =
                network.links().stream().filter(link -> !link.isHalfOpen()).toList();
        if (!links.isEmpty()) {
            Fault fault = FAULTS.get(random.nextInt(FAULTS.size()));
            strike(links.get(random.nextInt(links.size())), fault);
            struck.merge(fault, 1, Integer::sum);
        }
    }

    /** No more faults; what is broken already ends. */
    void clearUp() {
        network.links().forEach(Link::cut);
    }

    Map<Fault, Integer> struck() {
        return struck;
    }

    private void strike(Link link, Fault fault) {
        switch (fault) {
            case CUT -> link.cut();
            case HALF_OPEN -> {
                link.halfOpen();
                halfOpen.put(link, System.nanoTime());
            }
            case DELAY -> link.delay(Duration.ofMillis(random.nextInt(LONGEST_DELAY)));
            case CUT_AFTER ->
                link.cutAfter(
                        random.nextBoolean() ? Direction.TO_SERVER : Direction.TO_CLIENT,
                        random.nextInt(FEWEST_BYTES, MOST_BYTES));
        }
    }

    private void forget() {
        halfOpen.forEach((link, since) -> {
            if (System.nanoTime() - since > FORGOTTEN.toNanos()) {
                link.cut();
                halfOpen.remove(link);
            }
        });
    }
}
