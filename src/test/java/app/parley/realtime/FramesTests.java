package app.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.internal.Generator;
import org.eclipse.jetty.websocket.core.internal.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTests {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 64})
    void whatIsSentTogetherArrivesAsMessagesOfTheirOwn(int count) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add("text %d: %s".formatted(i, "é".repeat(40 << (i % 12)))); // lengths of 1, 2 and 4 bytes more
        }
        Frames frames = new Frames(
                texts.stream().map(text -> ByteBuffer.wrap(bytes(text))).toList());

        assertThat(received(frames)).isEqualTo(texts);
        assertThat(received(frames)).as("for the next socket").isEqualTo(texts);
        assertThat(frames.count()).isEqualTo(count);
        assertThat(frames.bytes())
                .isEqualTo(texts.stream().mapToInt(text -> bytes(text).length).sum());
    }

    @Test
    void oneTextIsNotCopied() {
        byte[] text = bytes("text");

        assertThat(Frames.of(text).webSocket().getPayload().array()).isSameAs(text);
    }

    /** What Jetty writes for the frame, as another end reads it. */
    private static List<String> received(Frames frames) {
        Frame frame = frames.webSocket();
        ByteBuffer wire = ByteBuffer.allocate(frame.getPayload().remaining() + Generator.MAX_HEADER_LENGTH);
        wire.flip();
        new Generator().generateHeader(frame, wire);
        wire.compact().put(frame.getPayload()).flip();

        var settings = new Configuration.ConfigurationCustomizer();
        settings.setMaxFrameSize(wire.capacity());
        var parser = new Parser(new ByteBufferPool.NonPooling(), settings);
        List<String> texts = new ArrayList<>();
        while (wire.hasRemaining()) {
            Frame.Parsed parsed = parser.parse(wire);
            assertThat(parsed.getOpCode()).isEqualTo(OpCode.TEXT);
            assertThat(parsed.isFin()).isTrue();
            texts.add(parsed.getPayloadAsUTF8());
        }
        return texts;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
