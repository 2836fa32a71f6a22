package app.parley.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import app.parley.testing.OnBothDatabases;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.Screen;
import app.parley.testing.TestBrowser;
import app.parley.testing.TestDatabase;
import app.parley.testing.Visit;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bo's line is gone while Ada writes 300 messages, edits some and deletes some; then it is back. */
@OnBothDatabases
class CatchUpIT {

    private static final int BEFORE = 40;
    private static final int MISSED = 300;
    private static final int LAST = BEFORE + MISSED;

    private final ParleyServer server;
    private Person ada;
    private long room;
    private Line line;
    private Visit visit;

    CatchUpIT(TestDatabase family) {
        server = ParleyServer.shared(family);
    }

    @BeforeEach
    void boHasReadWhatWasSaid() throws IOException, SQLException {
        ada = Person.newMember(server.uri(), "Ada");
        room = ada.createRoom("Harbour", "open");
        Person bo = Person.newMember(server.uri(), "Bo");
        bo.join(room);
        say(1, BEFORE);
        Past.of(server, room).read(bo, BEFORE);
        line = Line.to(server.uri());
        visit = TestBrowser.visit(line.uri(), Screen.DESK).as(bo).expect(RoomScreen.NO_CONNECTION);
    }

    @AfterEach
    void leave() throws IOException {
        visit.close();
        line.close();
    }

    @Test
    void everythingThatWasMissedIsThereOnceInOrderAndTheReadersPlaceHolds() {
        RoomScreen bo = RoomScreen.open(visit, room);
        assertThat(bo.seqs()).hasSize(BEFORE);
        bo.scrollTo(300);
        int anchor = bo.firstVisible();
        assertThat(anchor).isBetween(2, 11); // above all that will change
        double place = bo.top(anchor);

        line.cut();
        adaGoesOn();
        assertThat(bo.seqs()).hasSize(BEFORE);
        line.mend();
        bo.reconnect();

        assertThat(bo.newest()).hasText("99+ new");
        assertThat(bo.message(35)).containsText("deleted"); // the last that happened
        assertThat(bo.top(anchor)).isCloseTo(place, within(1.0));
        assertThat(new Reader(bo).readDownTo(LAST)).isEqualTo(everything());
        bo.scrollTo(-1);
        assertThat(bo.newest()).isHidden();
    }

    /** One of them was edited after the others had been written, one was taken back before anybody read it. */
    @Test
    void theButtonSaysHowManyAreNew() {
        RoomScreen bo = RoomScreen.open(visit, room);
        bo.scrollTo(300);

        line.cut();
        say(BEFORE + 1, BEFORE + 30);
        edit(BEFORE + 2);
        delete(BEFORE + 3);
        line.mend();
        bo.reconnect();

        assertThat(bo.newest()).hasText("29 new");
        bo.newest().click();
        assertThat(bo.message(BEFORE + 30)).isInViewport();
        assertThat(bo.newest()).isHidden();
    }

    @Test
    void whoeverWasAtTheEndIsAtTheNewEnd() {
        RoomScreen bo = RoomScreen.open(visit, room);
        assertThat(bo.isAtEnd()).isTrue();

        line.cut();
        adaGoesOn();
        line.mend();
        bo.reconnect();

        assertThat(bo.message(334)).containsText("deleted"); // the last that happened
        assertThat(bo.message(LAST)).isInViewport();
        assertThat(bo.newest()).isHidden();
        assertThat(bo.isAtEnd()).isTrue();
        assertThat(new Reader(bo).readUpTo(1)).isEqualTo(everything());
    }

    @Test
    void aPageOpenedAfterwardsBeginsAtWhatIsNewAndReadsTheSame() {
        adaGoesOn();

        RoomScreen bo = RoomScreen.open(visit, room);

        assertThat(bo.newLine()).isInViewport();
        assertThat(bo.message(BEFORE + 1)).isInViewport();
        Reader reader = new Reader(bo);
        reader.readUpTo(1);
        assertThat(reader.readDownTo(LAST)).isEqualTo(everything());
    }

    private void adaGoesOn() {
        say(BEFORE + 1, 200);
        edit(12, 100);
        delete(14, 101);
        say(201, LAST);
        edit(30, 333);
        delete(35, 334);
    }

    private void say(int first, int last) {
        IntStream.rangeClosed(first, last).forEach(seq -> ada.post(room, "number " + seq));
    }

    private void edit(int... seqs) {
        for (int seq : seqs) {
            ada.post(path(seq), Map.of("body", "edited " + seq)).expect(303);
        }
    }

    private void delete(int... seqs) {
        for (int seq : seqs) {
            ada.post(path(seq) + "/delete", Map.of()).expect(303);
        }
    }

    private String path(int seq) {
        return "/rooms/" + room + "/messages/" + seq;
    }

    /** Place to words as they must read in the end. */
    private static Map<Integer, String> everything() {
        Map<Integer, String> words = new TreeMap<>();
        IntStream.rangeClosed(1, LAST).forEach(seq -> words.put(seq, "number " + seq));
        List.of(12, 30, 100, 333).forEach(seq -> words.put(seq, "edited " + seq));
        List.of(14, 35, 101, 334).forEach(seq -> words.put(seq, "This message was deleted."));
        return words;
    }
}
