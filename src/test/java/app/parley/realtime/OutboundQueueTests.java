package app.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.realtime.OutboundQueue.Offer;
import java.nio.ByteBuffer;
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

        final Queue<ByteBuffer> written = new ArrayDeque<>();
        final List<String> ends = new ArrayList<>();

        @Override
        protected void write(ByteBuffer frame, boolean more) {
            written.add(frame);
        }

        @Override
        void flush() {}

        @Override
        protected void end(CloseStatus status) {
            ends.add("closed " + status.getCode());
        }

        @Override
        protected void abort() {
            ends.add("cut");
        }

        void read() {
            done(written.remove().remaining());
        }
    }

    private final Patient queue = new Patient();

    @Test
    void whatIsOnItsWayIsBoundedInBytes() {
        ByteBuffer quarter = ByteBuffer.allocate((int) OutboundQueue.MAX_BYTES.toBytes() / 4);
        for (int i = 0; i < 4; i++) {
            assertThat(offer(quarter)).isEqualTo(Offer.TAKEN);
        }

        assertThat(offer(ByteBuffer.allocate(1))).isEqualTo(Offer.FULL);
        queue.read();
        assertThat(offer(quarter)).isEqualTo(Offer.TAKEN);
    }

    @Test
    void whatIsOnItsWayIsBoundedInFrames() {
        for (int i = 0; i < OutboundQueue.MAX_FRAMES; i++) {
            assertThat(offer(ByteBuffer.allocate(1))).isEqualTo(Offer.TAKEN);
        }

        assertThat(offer(ByteBuffer.allocate(1))).isEqualTo(Offer.FULL);
    }

    @Test
    void whatCanBeMissedIsLeftOutForThoseBehindOnly() {
        ByteBuffer typing = ByteBuffer.allocate(50);
        assertThat(queue.offer(typing, true, false)).isEqualTo(Offer.TAKEN);

        offer(ByteBuffer.allocate((int) OutboundQueue.DROPS_ABOVE.toBytes()));

        assertThat(queue.offer(typing, true, false)).isEqualTo(Offer.DROPPED);
        assertThat(offer(typing)).isEqualTo(Offer.TAKEN);
    }

    @Test
    void theGoodbyeComesAfterWhatWasSaid() {
        offer(ByteBuffer.allocate(10));
        queue.closeWhenSent(CloseStatus.PROTOCOL_ERROR);

        assertThat(queue.ends).isEmpty();
        assertThat(offer(ByteBuffer.allocate(10))).isEqualTo(Offer.CLOSED);
        queue.read();
        assertThat(queue.ends).containsExactly("closed 1002");
    }

    @Test
    void whoHasNothingToReadIsNotStalled() {
        assertThat(queue.isStalledFor(Duration.ZERO)).isFalse();

        offer(ByteBuffer.allocate(10));
        Awaitility.await().until(() -> queue.isStalledFor(Duration.ofMillis(10)));
        queue.read();

        assertThat(queue.isStalledFor(Duration.ZERO)).isFalse();
    }

    @Test
    void whoIsGivenUpIsCutOffAndTakesNothingMore() {
        offer(ByteBuffer.allocate(10));
        queue.abandon();

        assertThat(queue.ends).containsExactly("cut");
        assertThat(offer(ByteBuffer.allocate(10))).isEqualTo(Offer.CLOSED);
    }

    private Offer offer(ByteBuffer frame) {
        return queue.offer(frame, false, false);
    }
}
