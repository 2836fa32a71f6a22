package app.parley.room;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.OnBothDatabases;
import app.parley.testing.Page;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Conversations of exactly these people: found by who they are, and nobody else's. */
@OnBothDatabases
class DirectRoomIT {

    private static final String ROOMS = "/user/queue/rooms";

    private final ParleyServer server;
    private Person ada;
    private Person bo;
    private Person chidi;

    DirectRoomIT(TestDatabase family) {
        server = ParleyServer.shared(family);
    }

    @BeforeEach
    void members() {
        ada = member("Ada");
        bo = member("Bo");
        chidi = member("Chidi");
    }

    @Test
    void theSamePeopleAlwaysMeetInTheSameRoom() {
        long two = direct(ada, bo);
        long three = direct(ada, bo, chidi);

        assertThat(direct(bo, ada)).isEqualTo(two);
        assertThat(room(bo.get("/direct/" + ada.username()))).isEqualTo(two);
        assertThat(room(ada.get("/direct/" + String.valueOf(bo.username()).toUpperCase(Locale.ROOT))))
                .isEqualTo(two);
        assertThat(three).isNotEqualTo(two);
        assertThat(direct(chidi, bo, ada)).isEqualTo(three);
        assertThat(direct(ada, ada, bo)).isEqualTo(two);
    }

    @Test
    void whoeverLooksForItAtTheSameMomentFindsTheSame() throws Exception {
        List<Callable<Long>> looking = Stream.of(ada, bo)
                .<Callable<Long>>map(me -> () -> direct(me, me == ada ? bo : ada))
                .toList();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Set<Long> found =
                    executor.invokeAll(looking).stream().map(Future::resultNow).collect(Collectors.toSet());
            assertThat(found).hasSize(1);
        }
    }

    @Test
    void howMuchOneHearsOfItIsChosenWhereOneIs() {
        long room = direct(ada, bo);

        for (Page answer : List.of(
                ada.post("/rooms/" + room + "/involvement", Map.of("involvement", "nothing")),
                ada.post("/rooms/" + room + "/favourite", Map.of()),
                ada.post("/rooms/" + room + "/favourite/delete", Map.of()))) {
            assertThat(answer.expect(303).location()).hasValue("/rooms/" + room);
        }
    }

    @Test
    void nobodyElseComesIn() {
        long room = direct(ada, bo);
        ada.post(room, "between us");
        Person administrator = server.administrator();

        for (Person stranger : List.of(chidi, administrator)) {
            stranger.get("/rooms/" + room).expect(404);
            stranger.get("/rooms/" + room + "/messages", "application/json").expect(404);
            stranger.get("/rooms/" + room + "/members").expect(404);
            stranger.post("/rooms/" + room + "/membership", Map.of()).expect(404);
            assertThat(stranger.get("/rooms").body()).doesNotContain("/rooms/" + room + "\"");
        }
    }

    /** Neither by listening nor by talking, whoever it is. */
    @Test
    void nobodyElseHearsItOrSpeaksInIt() {
        long room = direct(ada, bo);
        ada.post(room, "between us");
        List<String> topics = Stream.of("", ".typing", ".reads", ".presence")
                .map(what -> "/topic/rooms." + room + what)
                .toList();
        Map<String, Map<String, Object>> frames = Map.of(
                "/app/rooms/" + room + "/typing", Map.of("on", true),
                "/app/rooms/" + room + "/read", Map.of("seq", 1),
                "/app/rooms/" + room + "/messages/1/edit", Map.of("body", "between you"),
                "/app/rooms/" + room + "/messages/1/delete", Map.of());

        for (Person stranger : List.of(chidi, server.administrator())) {
            try (StompConnection line = StompConnection.open(stranger);
                    StompConnection bosPage = StompConnection.open(bo)) {
                line.subscribe("/user/queue/errors");
                line.subscribe("/user/queue/acks");
                topics.forEach(line::subscribe);
                bosPage.subscribe("/user/queue/errors");
                topics.forEach(bosPage::subscribe);
                bosPage.settle();
                frames.forEach(line::send);
                assertThat(line.awaitCount("/user/queue/errors", topics.size() + frames.size()))
                        .extracting(
                                refusal -> refusal.json().path("destination").asString())
                        .containsAll(topics)
                        .containsAll(frames.keySet());
                assertThat(line.post(room, UUID.randomUUID().toString(), "me too")
                                .path("status")
                                .asString())
                        .isEqualTo("rejected");

                ada.post(room, "as always");
                bosPage.await(
                        topics.getFirst(),
                        event -> event.path("type").asString().equals("message.posted"));
                line.settle();
                assertThat(topics)
                        .allSatisfy(topic -> assertThat(line.received(topic)).isEmpty());
                assertThat(bosPage.received(topics.get(1))).isEmpty();
            }
        }
        assertThat(ada.transcript(room, "").path("messages").valueStream())
                .extracting(message -> message.path("body").asString())
                .containsExactly("between us", "as always", "as always");
    }

    /** It is the room of exactly these people, administrators included. */
    @Test
    void nobodyComesGoesOrChangesIt() {
        Person administrator = server.administrator();
        long room = direct(administrator, bo);

        administrator
                .post("/rooms/" + room + "/members", Map.of("username", String.valueOf(chidi.username())))
                .expect(404);
        administrator
                .post("/rooms/" + room + "/members/" + bo.id() + "/delete", Map.of())
                .expect(404);
        administrator.post("/rooms/" + room + "/membership/delete", Map.of()).expect(404);
        administrator.get("/rooms/" + room + "/settings").expect(404);
        administrator
                .post("/rooms/" + room, Map.of("name", "Ours", "kind", "open"))
                .expect(404);
        administrator.post("/rooms/" + room + "/archive", Map.of()).expect(404);
        bo.post(room, "mine");
        administrator.post("/rooms/" + room + "/messages/1/delete", Map.of()).expect(404);
        administrator.get("/rooms/" + room).expect(200);
    }

    @Test
    void eachCallsItByTheOthers() {
        long room = direct(ada, bo, chidi);
        ada.post(room, "hello you two");

        assertThat(ada.get("/rooms/" + room).body()).contains("<title>Bo, Chidi · ");
        assertThat(bo.get("/rooms/" + room).body()).contains("<title>Ada, Chidi · ");
        assertThat(bo.get("/rooms/list").body()).contains("Ada, Chidi");
        assertThat(bo.get("/rooms/" + room, "application/json")
                        .json()
                        .path("name")
                        .asString())
                .isEqualTo("Ada, Chidi");
        assertThat(chidi.get("/rooms/" + room + "/members").body()).contains("Ada, Bo");
    }

    @Test
    void anotherNameShowsInTheListsOfTheOthers() {
        long room = direct(ada, bo);
        ada.post(room, "hello");
        try (StompConnection bosTab = StompConnection.open(bo)) {
            bosTab.subscribe(ROOMS);
            bosTab.subscribe("/user/queue/errors");
            bosTab.settle();

            ada.post("/profile", Map.of("name", "Adele", "bio", "", "theme", "system", "density", "comfortable"))
                    .expect(303);

            bosTab.await(
                    ROOMS,
                    notice -> notice.path("room").asLong() == room
                            && notice.path("type").asString().equals("changed"));
        }
        assertThat(bo.get("/rooms/list").body()).contains("Adele");
    }

    @Test
    void itIsListedOnceSomethingWasSaidTheLatestFirst() {
        long withBo = direct(ada, bo);
        long withChidi = direct(ada, chidi);
        assertThat(bo.get("/rooms/list").body()).doesNotContain("/rooms/" + withBo + "\"");

        try (StompConnection bosTab = StompConnection.open(bo)) {
            bosTab.subscribe(ROOMS);
            ada.post(withBo, "one");
            bosTab.await(
                    ROOMS,
                    notice -> notice.path("room").asLong() == withBo
                            && notice.path("unread").asInt() == 1);
        }
        chidi.post(withChidi, "two");
        assertThat(bo.get("/rooms/list").body()).contains("/rooms/" + withBo + "\"");
        assertThat(ada.get("/rooms/list").body())
                .containsSubsequence("/rooms/" + withChidi + "\"", "/rooms/" + withBo + "\"");
        ada.post(withBo, "three");
        assertThat(ada.get("/rooms/list").body())
                .containsSubsequence("/rooms/" + withBo + "\"", "/rooms/" + withChidi + "\"");
    }

    @Test
    void everythingInItNotifies() {
        assertThat(bo.get("/rooms/" + direct(ada, bo)).body())
                .containsPattern("value=\"everything\"[^>]*aria-pressed=\"true\"");
    }

    /** What cannot be, and the sentence beside the field. */
    enum Refusal {
        NOBODY("", "Say whom you want to write to."),
        ONESELF("{ada}", "That is you."),
        UNKNOWN("nobody-1, {bo}", "Nobody here has this username: nobody-1"),
        NINE("{many}", "At most 8 people share a direct room"),
        HUNDREDS("{hundreds}", "Nobody here has these usernames: x0");

        private final String typed;
        private final String says;

        Refusal(String typed, String says) {
            this.typed = typed;
            this.says = says;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeIsSaidBesideTheField(Refusal refusal) {
        String many = refusal == Refusal.NINE ? usernames(8) : "";
        String hundreds = IntStream.range(0, 300).mapToObj(i -> "x" + i).collect(Collectors.joining(" "));
        String typed = refusal.typed
                .replace("{ada}", String.valueOf(ada.username()))
                .replace("{bo}", String.valueOf(bo.username()))
                .replace("{many}", many)
                .replace("{hundreds}", hundreds);

        Page page = ada.post("/direct", Map.of("people", typed)).expect(422);

        assertThat(page.body()).containsSubsequence("id=\"people-error\"", refusal.says);
        assertThat(page.body()).contains("value=\"" + typed + "\"");
    }

    @Test
    void eightPeopleShareOne() {
        ada.post("/direct", Map.of("people", usernames(7))).expect(303);
    }

    /** An address is followed by browsers and mail programs of their own accord. */
    @Test
    void theAddressOffersToWriteAndMakesTheRoomWithTheFirstMessage() throws SQLException {
        long before = rooms();
        Page page = ada.get("/direct/" + bo.username()).expect(200);
        String form = "/direct/" + bo.username();
        assertThat(page.form(form)).isPresent();
        Page blank = ada.submit(form, form, Map.of("body", " ")).expect(422);
        assertThat(blank.body()).contains("role=\"alert\"");
        assertThat(rooms()).isEqualTo(before);

        long room = room(ada.submit(form, form, Map.of("body", "hello")));

        assertThat(rooms()).isEqualTo(before + 1);
        assertThat(room(ada.get(form))).isEqualTo(room);
        assertThat(room(bo.get("/direct/" + ada.username()))).isEqualTo(room);
        assertThat(bo.transcript(room, "").path("messages").path(0).path("body").asString())
                .isEqualTo("hello");
        assertThat(bo.get("/rooms/list").body()).contains("/rooms/" + room + "\"");
    }

    @Test
    void theFirstMessageSentTwiceIsOne() {
        String form = "/direct/" + bo.username();
        Map<String, String> fields =
                Map.of("body", "hello", "clientId", UUID.randomUUID().toString());

        long room = room(ada.post(form, fields));

        assertThat(room(ada.post(form, fields))).isEqualTo(room);
        assertThat(ada.transcript(room, "").path("messages").size()).isEqualTo(1);
    }

    @Test
    void whoIsBlockedMakesNoRoom() throws SQLException {
        bo.post("/users/" + ada.id() + "/block", Map.of()).expect(303);
        long before = rooms();
        String form = "/direct/" + bo.username();

        Page refused = ada.submit(form, form, Map.of("body", "hello?")).expect(422);

        assertThat(refused.body()).contains("Nothing can be sent in this conversation.", "hello?");
        assertThat(rooms()).isEqualTo(before);
    }

    private long rooms() throws SQLException {
        try (Connection connection = server.database().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*) from room where kind = 'DIRECT' and created_by in (%s, %s)"
                                .formatted(ada.id(), bo.id()))) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void anAddressOfNobodyOrOfOneselfSaysSo() {
        assertThat(ada.get("/direct/nobody-at-all").expect(404).body()).contains("Nobody here has this username.");
        assertThat(ada.get("/direct/" + ada.username()).expect(422).body()).contains("That is you.");
    }

    @Test
    void aProfileLeadsThere() {
        assertThat(ada.get("/users/" + bo.id()).body()).contains("href=\"/direct/" + bo.username() + "\"");
        assertThat(ada.get("/users/" + ada.id()).body()).doesNotContain("/direct/");
    }

    private Person member(String name) {
        return Person.newMember(server.uri(), name);
    }

    private String usernames(int count) {
        return Stream.generate(() -> String.valueOf(member("Zoe").username()))
                .limit(count)
                .collect(Collectors.joining(" "));
    }

    private static long direct(Person me, Person... others) {
        String people = Stream.of(others).map(person -> "@" + person.username()).collect(Collectors.joining(", "));
        return room(me.post("/direct", Map.of("people", people)));
    }

    private static long room(Page answer) {
        return Long.parseLong(answer.expect(303).location().orElseThrow().replaceFirst("^/rooms/(\\d+)$", "$1"));
    }
}
