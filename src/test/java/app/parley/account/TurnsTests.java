package app.parley.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TurnsTests {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Turns turns = new Turns(1);
    private final Queue<String> order = new ConcurrentLinkedQueue<>();

    @Test
    void whoComesLastWaitsForOneOfManyWhoAskAllTheTime() throws InterruptedException {
        turns.await("flood", LONG);
        List<Thread> flood =
                IntStream.range(0, 50).mapToObj(_ -> waiting("flood")).toList();
        Thread honest = waiting("honest");

        turns.end();
        for (Thread thread : Stream.concat(flood.stream(), Stream.of(honest)).toList()) {
            thread.join();
        }

        assertThat(order).hasSize(51);
        assertThat(List.copyOf(order).indexOf("honest")).isEqualTo(1);
    }

    @Test
    void aTurnThatDoesNotComeIsGivenUpAndKeepsNobodyWaiting() throws InterruptedException {
        turns.await("one", LONG);

        assertThat(turns.await("other", Duration.ofMillis(1))).isFalse();

        turns.end();
        assertThat(turns.await("third", LONG)).isTrue();
    }

    private Thread waiting(String who) {
        Thread thread = Thread.ofVirtual().unstarted(() -> {
            try {
                if (turns.await(who, LONG)) {
                    order.add(who);
                    turns.end();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        Awaitility.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return thread;
    }
}
