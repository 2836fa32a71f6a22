package app.parley.testing.load;

import app.parley.testing.Person;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * People who post over their sockets as fast as they are acknowledged, each with several messages in flight. Whoever loses
 * the connection comes back and sends again what was not acknowledged, with the same client id; now and then somebody
 * sends an acknowledged message once more.
 */
public final class LoadDriver implements AutoCloseable {

    private final List<Writer> writers;
    private final List<Thread> threads;

    /**
     * Starts to post.
     *
     * @param people signed-in members of all the rooms
     * @param inFlight how many messages each person has unacknowledged at most
     * @param told gets every acknowledgement, repeated ones too, before anything else relies on it; called by several
     *     threads
     */
    public LoadDriver(List<Person> people, List<Long> rooms, int inFlight, Consumer<Posted> told) {
        writers = people.stream()
                .map(person -> new Writer(person, rooms, inFlight, told))
                .toList();
        threads = writers.stream()
                .map(writer -> Thread.ofPlatform().daemon().name("writer").start(writer))
                .toList();
    }

    /** Number of different messages that were acknowledged. */
    public long acknowledged() {
        return sum(writers, Writer::acknowledged);
    }

    /** Number of messages that were sent and are not acknowledged now. */
    public long inFlight() {
        return sum(writers, Writer::inFlight);
    }

    /** How often something was sent that had been sent before. */
    public long repeated() {
        return sum(writers, Writer::repeated);
    }

    /** What the server refused, in its own words; empty when all is well. */
    public List<String> refusals() {
        return writers.stream().flatMap(writer -> writer.refusals().stream()).toList();
    }

    /** How often the server said that it cannot take a message now and when to send it again. */
    public long turnedAway() {
        return sum(writers, Writer::turnedAway);
    }

    /** The longest time from sending a message to an answer to it, be it good or bad. */
    public Duration slowestAnswer() {
        return writers.stream()
                .map(Writer::slowestAnswer)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** The client ids of all messages that somebody ever tried to send. */
    public Set<String> tried() {
        return writers.stream().flatMap(writer -> writer.tried().stream()).collect(Collectors.toSet());
    }

    /** Waits until so many different messages are acknowledged. */
    public void awaitAcknowledged(long count, Duration patience) {
        await("%d acknowledged messages".formatted(count), patience, () -> acknowledged() - count);
    }

    /** Makes no new message, waits until every one that was sent is acknowledged, and ends. */
    public void finish(Duration patience) {
        writers.forEach(Writer::finish);
        await("no message unacknowledged", patience, () -> -inFlight());
        await("the writers end", patience, () -> threads.stream().anyMatch(Thread::isAlive) ? -1 : 0);
    }

    /** Ends at once, whatever is unacknowledged. */
    @Override
    public void close() {
        writers.forEach(Writer::abandon);
    }

    /** Waits until the server has turned away so many messages. */
    public void awaitTurnedAway(long count, Duration patience) {
        await("%d messages turned away".formatted(count), patience, () -> turnedAway() - count);
    }

    private void await(String what, Duration patience, LongSupplier reached) {
        try {
            Awaitility.await(what)
                    .atMost(patience)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> reached.getAsLong() >= 0);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(what + " not within " + patience + ": " + writers + stacks(), e);
        }
    }

    private String stacks() {
        return threads.stream()
                .map(thread -> "\n" + thread + " " + thread.getState() + " " + Arrays.toString(thread.getStackTrace()))
                .collect(Collectors.joining());
    }

    private static long sum(List<Writer> writers, ToLongFunction<Writer> figure) {
        return writers.stream().mapToLong(figure).sum();
    }
}
