package app.parley.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MessageIdTests {

    @Test
    void idsFollowTheOrderOfTheLogAndNeverMixRooms() {
        assertThat(new MessageId(1, 7).value()).isLessThan(new MessageId(1, 8).value());
        assertThat(MessageId.last(1)).isLessThan(MessageId.first(2));
    }

    @Test
    void theGreatestIdIsExactInJavaScript() {
        assertThat(MessageId.last((1 << 23) - 1)).isLessThan(1L << 53);
    }

    @Test
    void absurdSeqsStayInTheRoom() {
        assertThat(MessageId.clamped(5, Long.MAX_VALUE)).isEqualTo(MessageId.last(5));
        assertThat(MessageId.clamped(5, Long.MIN_VALUE)).isEqualTo(MessageId.first(5));
    }

    @Test
    void thereIsNoMessageInRoomZero() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MessageId(0, 1));
    }
}
