package app.parley.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The wrong passwords of the last three minutes for one account from one address, oldest first: ten are one more than
 * anybody needs.
 */
record RecentFailures(List<Instant> times) {

    static final int LIMIT = 10;
    static final Duration WINDOW = Duration.ofMinutes(3);
    static final RecentFailures NONE = new RecentFailures(List.of());

    /**
     * Reads what {@link #text} wrote, without what has become too old by now, and without what lies so far ahead that the
     * clock must have been put back: it would close the door for as long.
     */
    static RecentFailures parse(String text, Instant now) {
        return new RecentFailures(Stream.of(text.split(","))
                .filter(time -> !time.isEmpty())
                .map(time -> Instant.ofEpochMilli(Long.parseLong(time)))
                .filter(time ->
                        time.plus(WINDOW).isAfter(now) && time.minus(WINDOW).isBefore(now))
                .toList());
    }

    /** How long the next attempt has to wait, or empty if it may come now. */
    Optional<Duration> waitAt(Instant now) {
        return times.size() < LIMIT
                ? Optional.empty()
                : Optional.of(
                        Duration.between(now, times.get(times.size() - LIMIT).plus(WINDOW)));
    }

    RecentFailures and(Instant now) {
        return new RecentFailures(Stream.concat(times.stream(), Stream.of(now)).toList());
    }

    /** Epoch milliseconds with commas between them. */
    String text() {
        return times.stream().map(time -> Long.toString(time.toEpochMilli())).collect(Collectors.joining(","));
    }

    /** From when on nothing of this matters. */
    Instant expires() {
        return times.isEmpty() ? Instant.EPOCH : times.getLast().plus(WINDOW);
    }
}
