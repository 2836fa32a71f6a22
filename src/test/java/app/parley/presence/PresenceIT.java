package app.parley.presence;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.Line;
import app.parley.testing.OnBothDatabases;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.StompFrame;
import app.parley.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bo has a room open, of which Ada is a member too. */
@OnBothDatabases
class PresenceIT {

    private final ParleyServer server;
    private Person ada;
    private Person bo;
    private long room;
    private StompConnection reader;

    PresenceIT(TestDatabase family) {
        server = ParleyServer.shared(family);
    }

    @BeforeEach
    void boLooks() {
        ada = Person.newMember(server.uri(), "Ada");
        bo = Person.newMember(server.uri(), "Bo");
        room = bo.createRoom("Kitchen", "open");
        ada.join(room);
        reader = looking(StompConnection.open(bo));
    }

    @AfterEach
    void leave() {
        reader.close();
    }

    /** The first digest is the whole picture, for the one who asked; what follows is what changes. */
    @ParameterizedTest
    @EnumSource
    void whoComesIsOnlineThenAwayThenOfflineAfterTheGrace(Line line) {
        assertThat(reader.received(topic()).getFirst().json())
                .isEqualTo(StompFrame.JSON.readTree("{\"users\": {\"%s\": \"online\"}}".formatted(bo.id())));

        StompConnection adas = looking(line.open(ada));
        assertThat(adas.received(topic()).getFirst().json().path("users").size())
                .isEqualTo(2);
        awaitAda("online");
        say(adas, "idle");
        awaitAda("away");
        say(adas, "active");
        awaitAdaTimes("online", 2);
        long closed = System.nanoTime();
        adas.close();

        awaitAda("offline");
        assertThat(Duration.ofNanos(System.nanoTime() - closed)).isGreaterThan(Roster.GRACE.minusMillis(500));
        assertThat(words(bo)).containsOnly("online");
    }

    /** A reload: the socket goes and another comes; the same with one of two tabs. */
    @Test
    void aReloadIsNoNews() {
        StompConnection before = StompConnection.open(ada);
        awaitAda("online");
        before.close();
        try (StompConnection after = StompConnection.open(ada)) {
            say(after, "idle");
            awaitAda("away"); // and active no more, as soon as the grace is over

            assertThat(words(ada)).containsExactly("online", "away");
        }
    }

    @Test
    void theMostActiveTabCounts() {
        try (StompConnection hidden = StompConnection.open(ada)) {
            StompConnection shown = StompConnection.open(ada);
            awaitAda("online");
            say(hidden, "idle");
            hidden.subscribe("/user/queue/errors");
            hidden.settle();
            assertThat(words(ada)).containsExactly("online");

            shown.close();

            awaitAda("away");
            assertThat(words(ada)).containsExactly("online", "away");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoLeavesDisappearsAndHearsNothingMore(Line line) {
        try (StompConnection adas = looking(line.open(ada))) {
            awaitAda("online");

            ada.leave(room);

            awaitAda("offline");
            int heard = adas.received(topic()).size();
            Person chidi = Person.newMember(server.uri(), "Chidi");
            chidi.join(room);
            try (StompConnection chidis = StompConnection.open(chidi)) {
                assertThat(chidis.isOpen()).isTrue();
                reader.await(
                        topic(),
                        digest -> digest.path("users")
                                .path(chidi.id())
                                .asString("")
                                .equals("online"));
            }
            adas.settle();
            assertThat(adas.received(topic())).hasSize(heard);
        }
    }

    @Test
    void strangersGetNoPictureAndAreInNone() {
        Person ines = Person.newMember(server.uri(), "Ines");
        ines.leave(lobby(ines)); // where everybody begins
        try (StompConnection stranger = StompConnection.open(ines)) {
            stranger.subscribe("/user/queue/errors");
            stranger.subscribe(topic());
            stranger.await("/user/queue/errors", _ -> true);
            try (StompConnection adas = StompConnection.open(ada)) {
                assertThat(adas.isOpen()).isTrue();
                awaitAda("online");
            }
            stranger.settle();

            assertThat(stranger.received(topic())).isEmpty();
            assertThat(words(ines)).isEmpty();
            assertThat(ines.get("/users/" + bo.id()).body()).doesNotContain("data-presence");
            ines.directRoomWith(bo);
            assertThat(ines.get("/users/" + bo.id()).body())
                    .as("an empty direct room is nothing that two people share")
                    .doesNotContain("data-presence");
            assertThat(ada.get("/users/" + bo.id()).body()).contains("data-presence=\"online\"");
        }
    }

    @Test
    void theProfileSaysWhenSomebodyWasHereLast() {
        assertThat(bo.get("/users/" + ada.id()).body()).contains("data-presence=\"offline\"", "Last seen");
        assertThat(bo.get("/rooms/" + room + "/members").body())
                .contains("data-presence=\"online\"", "data-presence=\"offline\"");
    }

    /** Thirty sockets that come at once are thirty pictures and some digests, not a frame for each pair. */
    @Test
    void howeverManyComeAtOnceEachHearsOfThemInDigests() {
        int many = 30;
        List<StompConnection> crowd = new ArrayList<>();
        int before = reader.received(topic()).size();
        long began = System.nanoTime();
        try {
            for (int i = 0; i < many; i++) {
                Person person = Person.newMember(server.uri(), "Guest");
                person.join(room);
                crowd.add(StompConnection.open(person));
            }
            crowd.forEach(connection -> connection.subscribe(topic()));
            crowd.forEach(connection -> connection.awaitCount(topic(), 1));
            say(crowd.getLast(), "idle");
            reader.await(topic(), digest -> digest.path("users").toString().contains("away"));

            long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
            assertThat(reader.received(topic()).size() - before).isLessThanOrEqualTo((int) seconds + 1);
            assertThat(crowd)
                    .allSatisfy(connection -> assertThat(connection
                                    .received(topic())
                                    .getFirst()
                                    .json()
                                    .path("users")
                                    .size())
                            .isEqualTo(many + 1));
        } finally {
            crowd.forEach(StompConnection::close);
        }
    }

    @Test
    void whatIsNoStateIsRefusedWithoutHarm() {
        List<String> wrong = List.of(
                "", "{}", "nonsense", "[]", "{\"state\": \"busy\"}", "{\"state\": null}", "{\"state\": {}}", "null");
        try (StompConnection adas = StompConnection.open(ada)) {
            adas.subscribe("/user/queue/errors");
            wrong.forEach(body -> adas.send(new StompFrame(
                    "SEND", Map.of("destination", "/app/presence", "content-type", "application/json"), body)));
            assertThat(adas.awaitCount("/user/queue/errors", wrong.size()))
                    .allSatisfy(refusal -> assertThat(
                                    refusal.json().path("destination").asString())
                            .isEqualTo("/app/presence"));

            say(adas, "idle");
            awaitAda("away");
        }
    }

    private static long lobby(Person newcomer) {
        return Long.parseLong(newcomer.get("/").location().orElseThrow().replaceFirst(".*/rooms/", ""));
    }

    private StompConnection looking(StompConnection connection) {
        connection.subscribe("/user/queue/errors");
        connection.subscribe(topic());
        connection.awaitCount(topic(), 1);
        return connection;
    }

    private static void say(StompConnection connection, String state) {
        connection.send("/app/presence", Map.of("state", state));
    }

    private void awaitAda(String word) {
        reader.await(
                topic(),
                digest -> digest.path("users").path(ada.id()).asString("").equals(word));
    }

    private void awaitAdaTimes(String word, int times) {
        Awaitility.await().until(() -> words(ada).stream().filter(word::equals).count() >= times);
    }

    private List<String> words(Person person) {
        return reader.received(topic()).stream()
                .map(digest -> digest.json().path("users").path(person.id()).asString(""))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private String topic() {
        return "/topic/rooms." + room + ".presence";
    }
}
