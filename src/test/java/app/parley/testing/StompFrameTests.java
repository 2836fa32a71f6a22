package app.parley.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StompFrameTests {

    @Test
    void aFrameSurvivesTheWire() {
        var frame = new StompFrame("MESSAGE", Map.of("destination", "a:b\\c\nd\r"), "{\"body\":\"läuft 🦊\"}");

        assertThat(new StompDecoder().feed(frame.encode())).containsExactly(frame);
    }

    @Test
    void theValuesOfConnectAreNotEscaped() {
        assertThat(new StompFrame("CONNECT", Map.of("token", "a:b")).encode()).isEqualTo("CONNECT\ntoken:a:b\n\n\0");
    }

    @Test
    void framesAreCutWhereverTheTransportCutsThem() {
        String two = new StompFrame("MESSAGE", Map.of("subscription", "1"), "first").encode() + "\n"
                + new StompFrame("MESSAGE", Map.of("subscription", "1"), "second").encode() + "\n";
        var decoder = new StompDecoder();

        List<String> bodies = two.chars()
                .mapToObj(c -> decoder.feed(Character.toString(c)))
                .flatMap(List::stream)
                .map(StompFrame::body)
                .toList();

        assertThat(bodies).containsExactly("first", "second");
    }

    @Test
    void aHeartbeatIsNoFrame() {
        assertThat(new StompDecoder().feed("\n\r\n\n")).isEmpty();
    }

    @Test
    void aWrongContentLengthIsNoticed() {
        assertThatThrownBy(() -> StompFrame.parse("MESSAGE\ncontent-length:3\n\nfour"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(StompFrame.parse("MESSAGE\ncontent-length:2\n\nä").body()).isEqualTo("ä");
    }

    @Test
    void anUndefinedEscapeIsNoticed() {
        assertThatThrownBy(() -> StompFrame.parse("MESSAGE\nname:a\\tb\n\n"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theFirstOfARepeatedHeaderCounts() {
        assertThat(StompFrame.parse("MESSAGE\na:1\na:2\n\n").header("a")).isEqualTo("1");
    }
}
