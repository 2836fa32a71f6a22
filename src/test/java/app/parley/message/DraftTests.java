package app.parley.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DraftTests {

    private final String clientId = UUID.randomUUID().toString();

    @Test
    void textIsKeptExactly() {
        String body = "  **Grüße**\n\tこんにちは 👩🏽‍🚀 \u0627\u0644\u0633\u0644\u0627\u0645 e\u0301  ";

        assertThat(Draft.of(clientId, body, null).body()).isEqualTo(body);
    }

    @Test
    void lineEndsOfFormsBecomeOneCharacter() {
        assertThat(Draft.of(clientId, "one\r\ntwo", null).body()).isEqualTo("one\ntwo");
    }

    @Test
    void tenThousandCharactersFitAlsoWhenEachIsAnEmoji() {
        assertThat(Draft.of(clientId, "🎉".repeat(10_000), null).body()).hasSize(20_000);
        assertThatThrownBy(() -> Draft.of(clientId, "🎉".repeat(10_001), null))
                .isInstanceOf(MessageRejected.class)
                .hasMessage("The message is too long: 10,001 characters, at most 10,000.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t ", "\u2003"})
    void nothingIsNoMessage(String body) {
        assertThatThrownBy(() -> Draft.of(clientId, body, null))
                .isInstanceOf(MessageRejected.class)
                .hasMessageContaining("empty");
    }

    @Test
    void anEmojiThatIsNewerThanThisProgramCanBeSeen() {
        String reserved = Character.toString(0x1FAFF);

        assertThat(Character.isDefined(0x1FAFF)).isFalse();
        assertThat(Draft.of(clientId, reserved, null).body()).isEqualTo(reserved);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200B", "\u200D\u2060", "\u3164", "\u00A0\uFEFF", "\u0301\u0302", "\u2065"})
    void whatNobodyCanSeeIsNoMessageEither(String body) {
        assertThatThrownBy(() -> Draft.of(clientId, body, null))
                .isInstanceOf(MessageRejected.class)
                .hasMessageContaining("nothing in the message can be seen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\u0007", "a\u001b[31m", "a\rb", "half \ud83d", "\udc00 half", "\u0085"})
    void whatCannotBeStoredExactlyIsRefused(String body) {
        assertThatThrownBy(() -> Draft.of(clientId, body, null))
                .isInstanceOf(MessageRejected.class)
                .hasMessageContaining("control characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "not-a-uuid", "123e4567-e89b-12d3-a456-42661417400", "'; drop table message; --"})
    void theClientIdIsAUuid(String wrong) {
        assertThatThrownBy(() -> Draft.of(wrong, "hello", null))
                .isInstanceOf(MessageRejected.class)
                .hasMessageContaining("UUID");
    }
}
