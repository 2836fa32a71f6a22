package app.parley.testing.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.parley.testing.StompFrame;
import app.parley.testing.reading.ReadingAudit.Finding;
import app.parley.testing.reading.ReadingAudit.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The audit of readings notices what it is for; each planted fault is the only one. */
class ReadingTests {

    private static final List<Said> ROOM = LongStream.rangeClosed(1, 10)
            .mapToObj(seq -> said(seq, seq, "message " + seq))
            .toList();

    private final Reading reading = new Reading();

    @Test
    void anEqualListIsInOrder() {
        assertThat(kinds(ROOM, ROOM)).isEmpty();
    }

    @Test
    void aMissingMessageIsCaught() {
        List<Said> list = new ArrayList<>(ROOM);
        list.remove(4);

        assertThat(kinds(list, ROOM)).containsExactly(Kind.MISSING);
    }

    @Test
    void aDoubledMessageIsCaught() {
        List<Said> list = new ArrayList<>(ROOM);
        list.add(5, list.get(4));

        assertThat(kinds(list, ROOM)).containsExactly(Kind.DOUBLED);
    }

    @Test
    void aReorderedMessageIsCaught() {
        List<Said> list = new ArrayList<>(ROOM);
        Collections.swap(list, 4, 5);

        assertThat(kinds(list, ROOM)).containsExactly(Kind.REORDERED);
    }

    @Test
    void aStaleEditIsCaught() {
        List<Said> now = new ArrayList<>(ROOM);
        now.set(4, edited(5, 11));

        assertThat(kinds(ROOM, now)).containsExactly(Kind.STALE);
    }

    @Test
    void aResurrectedDeletionIsCaught() {
        List<Said> now = new ArrayList<>(ROOM);
        now.set(4, deleted(5, 12));
        List<Said> list = new ArrayList<>(ROOM);
        list.set(4, edited(5, 13));

        assertThat(kinds(ROOM, now)).containsExactly(Kind.RESURRECTED);
        assertThat(kinds(list, now)).containsExactly(Kind.RESURRECTED);
    }

    @Test
    void anotherTextUnderTheSameNumberIsCaught() {
        List<Said> list = new ArrayList<>(ROOM);
        list.set(4, said(5, 5, "something else"));

        assertThat(kinds(list, ROOM)).containsExactly(Kind.DIFFERENT);
    }

    @Test
    void aMessageThatTheRoomDoesNotHaveIsCaught() {
        List<Said> list = new ArrayList<>(ROOM);
        list.add(said(11, 11, "from nowhere"));

        assertThat(kinds(list, ROOM)).containsExactly(Kind.INVENTED);
    }

    @Test
    void aReadingCountsWithoutHoles() {
        reading.hear(event(ROOM.get(0)));
        reading.hear(event(ROOM.get(2)));
        assertThat(reading.seen()).isEqualTo(1);
        assertThat(reading.hasGap()).isTrue();

        reading.hear(event(ROOM.get(1)));
        assertThat(reading.seen()).isEqualTo(3);
        assertThat(reading.hasGap()).isFalse();
        assertThat(reading.messages()).isEqualTo(ROOM.subList(0, 3));
        assertThat(reading.heard()).containsExactly(ROOM.get(0), ROOM.get(2), ROOM.get(1));
    }

    @Test
    void aReadingFillsAGapFromPages() {
        reading.hear(event(ROOM.get(0)));
        reading.hear(event(ROOM.get(7)));

        reading.read(page(4, ROOM.subList(1, 4)));
        assertThat(reading.hasGap()).isTrue();
        reading.read(page(7, ROOM.subList(4, 7)));

        assertThat(reading.hasGap()).isFalse();
        assertThat(reading.seen()).isEqualTo(8);
        assertThat(reading.messages()).isEqualTo(ROOM.subList(0, 8));
        assertThat(reading.caughtUp()).isEqualTo(6);
    }

    @Test
    void aReadingKeepsTheNewerOfTwoVersions() {
        reading.read(page(12, List.of(deleted(5, 12))));

        reading.hear(event(edited(5, 11)));
        reading.hear(event(ROOM.get(4)));

        assertThat(reading.messages()).containsExactly(deleted(5, 12));
        assertThat(reading.seen()).isEqualTo(12);
    }

    @Test
    void aReadingNoticesTwoMessagesForOnePlace() {
        reading.hear(event(ROOM.get(0)));
        Said other = new Said(9, 1, 2, "another", 7, "other", false, false, 0);

        assertThatThrownBy(() -> reading.hear(event(other))).hasMessageContaining("Two messages for one place");
    }

    @Test
    void aReadingNoticesASecondPlaceForOneMessage() {
        reading.hear(event(ROOM.get(0)));
        Said again = new Said(9, 2, 2, ROOM.getFirst().clientId(), 7, "again", false, false, 0);

        assertThatThrownBy(() -> reading.read(page(2, List.of(again)))).hasMessageContaining("A second place");
    }

    private static List<Kind> kinds(List<Said> list, List<Said> expected) {
        ReadingAudit audit = new ReadingAudit();
        audit.compare("Bo", list, expected);
        return audit.findings().stream().map(Finding::kind).toList();
    }

    private static Said said(long seq, long change, String body) {
        return new Said(1_000 + seq, seq, change, "client-" + seq, 7, body, false, false, body.hashCode());
    }

    private static Said edited(long seq, long change) {
        return new Said(1_000 + seq, seq, change, "client-" + seq, 7, "edited", true, false, "edited".hashCode());
    }

    private static Said deleted(long seq, long change) {
        return new Said(1_000 + seq, seq, change, "client-" + seq, 7, "", false, true, "".hashCode());
    }

    private static JsonNode event(Said said) {
        return StompFrame.JSON.valueToTree(Map.of(
                "type",
                "message.posted",
                "room",
                1,
                "change",
                said.change(),
                "seq",
                said.seq(),
                "message",
                message(said)));
    }

    private static JsonNode page(long change, List<Said> messages) {
        return StompFrame.JSON.valueToTree(Map.of(
                "messages", messages.stream().map(ReadingTests::message).toList(), "more", false, "change", change));
    }

    private static Map<String, Object> message(Said said) {
        return Map.of(
                "id", said.id(),
                "seq", said.seq(),
                "change", said.change(),
                "clientId", said.clientId(),
                "author", Map.of("id", said.author(), "name", "Bo"),
                "body", said.body(),
                "html", said.deleted() ? "" : said.body(),
                "edited", said.edited(),
                "deleted", said.deleted());
    }
}
