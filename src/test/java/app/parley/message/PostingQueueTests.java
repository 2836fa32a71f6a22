package app.parley.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PostingQueueTests {

    private static final long FLOODED = 1;
    private static final long QUIET = 2;

    private final PostingQueue queue = new PostingQueue(100, 60);

    @Test
    void whatWaitsInOneRoomKeepsItsOrder() throws Exception {
        List<Posting> offered =
                IntStream.range(0, 50).mapToObj(i -> posting(FLOODED)).toList();
        offered.forEach(queue::offer);

        assertThat(queue.take(20)).isEqualTo(offered.subList(0, 20));
        assertThat(queue.take(100)).isEqualTo(offered.subList(20, 50));
    }

    @Test
    void aFloodedRoomDelaysNoOther() throws Exception {
        IntStream.range(0, 50).forEach(i -> queue.offer(posting(FLOODED)));
        Posting quiet = posting(QUIET);
        queue.offer(quiet);

        assertThat(queue.take(2)).contains(quiet);
    }

    @Test
    void oneRoomCannotTakeTheWholeQueue() {
        for (int i = 0; i < 60; i++) {
            assertThat(queue.offer(posting(FLOODED))).isTrue();
        }

        assertThat(queue.offer(posting(FLOODED))).isFalse();
        assertThat(queue.offer(posting(QUIET))).isTrue();
    }

    @Test
    void whatIsPutBackComesBeforeAllElseOfItsRoomAndDelaysNoOther() throws Exception {
        List<Posting> held =
                IntStream.range(0, 3).mapToObj(_ -> posting(FLOODED)).toList();
        held.forEach(queue::offer);
        Posting quiet = posting(QUIET);
        queue.offer(quiet);

        assertThat(queue.take(3)).containsExactlyInAnyOrder(held.get(0), held.get(1), quiet);
        queue.putBack(held.subList(0, 2), Duration.ofMillis(200));
        queue.offer(quiet);

        assertThat(queue.take(10)).containsExactly(quiet);
        assertThat(queue.take(10)).isEqualTo(held); // waits until the room has rested
    }

    @Test
    void atTheEndNothingRests() throws Exception {
        Posting held = posting(FLOODED);
        queue.putBack(List.of(held), Duration.ofHours(1));
        queue.close();

        assertThat(queue.take(10)).containsExactly(held);
        assertThat(queue.take(10)).isEmpty();
    }

    @Test
    void aRoomThatGoesOnRestsNoMore() throws Exception {
        Posting held = posting(FLOODED);
        queue.putBack(List.of(held), Duration.ofHours(1));
        queue.goesOn(FLOODED);

        assertThat(queue.take(10)).containsExactly(held);
    }

    @Test
    void theQueueIsBounded() {
        for (int i = 0; i < 100; i++) {
            assertThat(queue.offer(posting(100 + i))).isTrue();
        }

        assertThat(queue.offer(posting(QUIET))).isFalse();
    }

    @Test
    void whoTakesWaitsForTheFirst() throws Exception {
        var taken = CompletableFuture.supplyAsync(() -> {
            try {
                return queue.take(10);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        Posting first = posting(QUIET);

        queue.offer(first);

        assertThat(taken.get()).containsExactly(first);
    }

    @Test
    void aClosedQueueGivesWhatItHasAndThenNothing() throws Exception {
        Posting last = posting(QUIET);
        queue.offer(last);
        queue.close();

        assertThat(queue.offer(posting(QUIET))).isFalse();
        assertThat(queue.take(10)).containsExactly(last);
        assertThat(queue.take(10)).isEmpty();
    }

    private static Posting posting(long room) {
        return new Posting(room, 7, Draft.of(UUID.randomUUID().toString(), "hello", null));
    }
}
