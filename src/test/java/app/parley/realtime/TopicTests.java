package app.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTests {

    @Test
    void aTopicHasOneDestination() {
        assertThat(Topic.of("rooms", 42, "typing").destination()).isEqualTo("/topic/rooms.42.typing");
        assertThat(Topic.parse("/topic/rooms.42.typing")).isEqualTo(Topic.of("rooms", 42, "typing"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/topic/**",
                "/topic/rooms.*",
                "/topic/rooms.4?",
                "/topic/rooms.{id}",
                "/topic/rooms.042",
                "/topic/rooms.0",
                "/topic/Rooms.42",
                "/topic/rooms.42 ",
                "/topic/rooms.42.",
                "/topic//rooms.42",
                "/topic/rooms..42",
                "/topic/rooms.42/x",
                "/topic/rooms%2E42",
                "/topic/rooms.4２",
                "/topic/",
                "/topic",
                "/queue/rooms.42",
                "/topic/rooms.-1",
                "/topic/rooms.42\n",
                "/topic/rooms.9999999999999999999",
                "topic/rooms.42",
                ""
            })
    void everyOtherSpellingIsNoTopic(String destination) {
        assertThat(Topic.parse(destination)).isNull();
    }

    @Test
    void whatLiesBelowATopicIsWithinIt() {
        Topic room = Topic.of("rooms", 4);

        assertThat(room.isWithin(room)).isTrue();
        assertThat(Topic.of("rooms", 4, "reads").isWithin(room)).isTrue();
        assertThat(Topic.of("rooms", 42).isWithin(room)).isFalse();
        assertThat(room.isWithin(Topic.of("rooms", 4, "reads"))).isFalse();
    }

    @Test
    void aTopicCannotBeMadeOfAnythingElse() {
        assertThatIllegalArgumentException().isThrownBy(() -> Topic.of("rooms", "*"));
    }
}
