package app.parley.message;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.TestDatabase;
import app.parley.testing.load.RoomPopulation;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the list of rooms in an open page counts. */
class UnreadIT {

    @ParameterizedTest
    @EnumSource
    void whoseLastUnreadMessageIsDeletedHearsThatNothingIsUnread(TestDatabase kind) {
        URI server = ParleyServer.shared(kind).uri();
        Person ada = Person.newMember(server, "Ada");
        Person bo = Person.newMember(server, "Bo");
        long room = ada.createRoom("Second thoughts", "open");
        bo.join(room);

        try (StompConnection bosTab = StompConnection.open(bo)) {
            bosTab.subscribe("/user/queue/rooms");
            ada.post(room, "Forget it");
            awaitUnread(bosTab, room, 1);
            ada.post("/rooms/" + room + "/messages/1/delete", Map.of()).expect(303);
            awaitUnread(bosTab, room, 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void howeverMuchCameWhatComesAfterItCounts(TestDatabase kind) throws SQLException {
        ParleyServer server = ParleyServer.shared(kind);
        Person ada = Person.newMember(server.uri(), "Ada");
        Person bo = Person.newMember(server.uri(), "Bo");
        long own = bo.createRoom("Diary", "open");
        long loud = ada.createRoom("Everything", "open");
        ada.join(own);
        bo.join(loud);
        try (Connection database = server.database().connect()) {
            RoomPopulation.fill(database, own, List.of(Long.parseLong(bo.id())), 600);
            RoomPopulation.fill(database, loud, List.of(Long.parseLong(ada.id())), 600);
        }

        ada.post(own, "I have read it");
        ada.post(own, "@" + bo.username() + " all of it");
        ada.post(loud, "@" + bo.username() + " and you?");

        assertThat(counts(bo, own)).isEqualTo("2 1");
        assertThat(counts(bo, loud)).isEqualTo("100 1");
        assertThat(bo.get("/rooms/" + own).body()).contains("data-transcript-first-unread-value=\"601\"");
    }

    /** Three people stand for a thousand: only the product of people and rest matters. */
    @Test
    void theNumbersOfALargeRoomMoveLessOftenAndArriveAllTheSame() {
        Duration rest = Duration.ofMillis(400);
        try (FreshDatabase database = TestDatabase.SQLITE.fresh();
                ParleyServer slow = ParleyServer.on(database)
                        .unlimited()
                        .with("PARLEY_UNREAD_REST", rest.toMillis() + "ms")
                        .label("unread")
                        .start()) {
            Person ada = Person.newMember(slow.uri(), "Ada");
            long room = ada.createRoom("Everybody", "open");
            List<StompConnection> tabs = Stream.of("Bo", "Cleo", "Dora")
                    .map(name -> Person.newMember(slow.uri(), name))
                    .map(person -> {
                        person.join(room);
                        StompConnection tab = StompConnection.open(person);
                        tab.subscribe("/user/queue/rooms");
                        return tab;
                    })
                    .toList();

            Instant start = Instant.now();
            int posted = 0;
            while (Duration.between(start, Instant.now()).compareTo(rest.multipliedBy(12)) < 0) {
                ada.post(room, "message " + ++posted);
            }
            int last = posted;
            tabs.forEach(tab -> awaitUnread(tab, room, Math.min(last, 100)));

            long elapsed = Duration.between(start, Instant.now()).toMillis();
            long most = elapsed / rest.multipliedBy(tabs.size()).toMillis() + 2;
            assertThat(tabs)
                    .allSatisfy(tab -> assertThat(tab.received("/user/queue/rooms"))
                            .filteredOn(notice ->
                                    notice.json().path("type").asString().equals("unread"))
                            .hasSizeBetween(2, (int) most));
            tabs.forEach(StompConnection::close);
        }
    }

    /** What the list says, unread and mentions, with 100 for 99+. */
    private static String counts(Person person, long room) {
        return person.get("/rooms/list")
                .body()
                .replaceFirst(
                        "(?s).*data-room=\"" + room + "\"[^>]*data-unread=\"(\\d+)\"[^>]*data-mentions=\"(\\d+)\".*",
                        "$1 $2");
    }

    private static void awaitUnread(StompConnection tab, long room, int count) {
        tab.await(
                "/user/queue/rooms",
                notice -> notice.path("type").asString().equals("unread")
                        && notice.path("room").asLong() == room
                        && notice.path("unread").asInt() == count);
    }
}
