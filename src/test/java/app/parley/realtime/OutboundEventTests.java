package app.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OutboundEventTests {

    private static final String TOPIC = "/topic/rooms.42";

    private final OutboundEvent event =
            new OutboundEvent(TOPIC, TOPIC, "m-1", null, "{\"say\":\"grüß\"}".getBytes(StandardCharsets.UTF_8), false);

    @Test
    void everybodyWithTheSameIdSharesTheSameBytes() {
        assertThat(event.frame(TOPIC)).isSameAs(event.frame(TOPIC));
        assertThat(event.frame("sub-0")).isNotSameAs(event.frame(TOPIC)).isSameAs(event.frame("sub-0"));
    }

    @Test
    void theFrameIsOneOfStomp() {
        assertThat(text(event.frame("sub-0")))
                .startsWith("MESSAGE\n")
                .contains("\ndestination:/topic/rooms.42\n")
                .contains("\nsubscription:sub-0\n")
                .contains("\nmessage-id:m-1\n")
                .contains("\ncontent-type:application/json\n")
                .contains("\ncontent-length:16\n")
                .endsWith("\n\n{\"say\":\"grüß\"}\0");
    }

    @Test
    void anIdCannotForgeAHeader() {
        assertThat(text(event.frame("a\nsubscription:b:c\\")))
                .contains("\nsubscription:a\\nsubscription\\cb\\cc\\\\\n");
    }

    @Test
    void readersSeeWhatTheySubscribedTo() {
        var own = new OutboundEvent("/queue/acks/17", "/user/queue/acks", "m-2", "x"::equals, new byte[0], false);

        assertThat(text(own.frame("a")))
                .contains("\ndestination:/user/queue/acks\n")
                .doesNotContain("acks/17");
    }

    private static String text(ByteBuffer frame) {
        return StandardCharsets.UTF_8.decode(frame.duplicate()).toString();
    }
}
