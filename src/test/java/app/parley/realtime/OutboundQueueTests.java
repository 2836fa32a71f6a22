package app.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.realtime.OutboundQueue.Offer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.CloseStatus;

class OutboundQueueTests {

    /** A peer that takes a frame when the test says so. */
    private static final class Patient extends OutboundQueue {

        final Queue<Frames> written = new ArrayDeque<>();
        final List<String> ends = new ArrayList<>();

        @Override
        protected void write(Frames more) {
            written.add(more);
        }

        @Override
        protected void end(CloseStatus status) {
            ends.add("closed " + status.getCode());
        }

        @Override
        protected void abort() {
            ends.add("cut");
        }

        void read() {
            Frames frames = written.remove();
            done(frames.count(), frames.bytes());
        }
    }

    private final Patient queue = new Patient();

    @Test
    void whatIsOnItsWayIsBoundedInBytes() {
        Frames quarter = frame((int) OutboundQueue.MAX_BYTES.toBytes() / 4);
        for (int i = 0; i < 4; i++) {
            assertThat(offer(quarter)).isEqualTo(Offer.TAKEN);
        }

        assertThat(offer(frame(1))).isEqualTo(Offer.FULL);
        queue.read();
        assertThat(offer(quarter)).isEqualTo(Offer.TAKEN);
    }

    @Test
    void whatIsOnItsWayIsBoundedInFrames() {
        for (int i = 0; i < OutboundQueue.MAX_FRAMES; i++) {
            assertThat(offer(frame(1))).isEqualTo(Offer.TAKEN);
        }

        assertThat(offer(frame(1))).isEqualTo(Offer.FULL);
    }

    @Test
    void whatCanBeMissedIsLeftOutForThoseBehindOnly() {
        Frames typing = frame(50);
        assertThat(queue.offer(typing, true)).isEqualTo(Offer.TAKEN);

        offer(frame((int) OutboundQueue.DROPS_ABOVE.toBytes()));

        assertThat(queue.offer(typing, true)).isEqualTo(Offer.DROPPED);
        assertThat(offer(typing)).isEqualTo(Offer.TAKEN);
    }

    @Test
    void theGoodbyeComesAfterWhatWasSaid() {
        offer(frame(10));
        queue.closeWhenSent(CloseStatus.PROTOCOL_ERROR);

        assertThat(queue.ends).isEmpty();
        assertThat(offer(frame(10))).isEqualTo(Offer.CLOSED);
        queue.read();
        assertThat(queue.ends).containsExactly("closed 1002");
    }

    @Test
    void whoHasNothingToReadIsNotStalled() {
        assertThat(queue.isStalledFor(Duration.ZERO)).isFalse();

        offer(frame(10));
        Awaitility.await().until(() -> queue.isStalledFor(Duration.ofMillis(10)));
        queue.read();

        assertThat(queue.isStalledFor(Duration.ZERO)).isFalse();
    }

    @Test
    void whoIsGivenUpIsCutOffAndTakesNothingMore() {
        offer(frame(10));
        queue.abandon();

        assertThat(queue.ends).containsExactly("cut");
        assertThat(offer(frame(10))).isEqualTo(Offer.CLOSED);
    }

    private static Frames frame(int size) {
        return Frames.of(new byte[size]);
    }

    private Offer offer(Frames frames) {
        return queue.offer(frames, false);
    }
}
