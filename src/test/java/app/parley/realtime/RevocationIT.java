package app.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.parley.testing.Line;
import app.parley.testing.OnBothDatabases;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Revoked means silent within a second, on every transport, while the others talk on. */
@OnBothDatabases
class RevocationIT {

    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final String NEW_PASSWORD = "meadow-lantern-43-orchid";

    private static final int TIMES = 10;

    /** Why somebody hears no more. People do it to themselves, except where the room's owner does. */
    enum Cause {
        LEFT {
            @Override
            void happenTo(Person person, RevocationIT scene) {
                person.leave(scene.room);
            }
        },
        REMOVED {
            @Override
            void happenTo(Person person, RevocationIT scene) {
                scene.owner
                        .post("/rooms/%d/members/%s/delete".formatted(scene.room, person.id()), Map.of())
                        .expect(303);
            }
        },
        SIGNED_OUT {
            @Override
            void happenTo(Person person, RevocationIT scene) {
                person.signOut();
            }
        },
        PASSWORD_CHANGED_ELSEWHERE {
            @Override
            void happenTo(Person person, RevocationIT scene) {
                Person elsewhere = Person.visiting(scene.server.uri()).signIn(person.username(), Person.PASSWORD);
                elsewhere
                        .post("/profile/password", Map.of("current", Person.PASSWORD, "password", NEW_PASSWORD))
                        .expect(303);
            }
        };

        abstract void happenTo(Person person, RevocationIT scene);

        boolean endsMembership() {
            return this == LEFT || this == REMOVED;
        }
    }

    private final ParleyServer server;
    private Person owner;
    private Person mia;
    private Person chidi;
    private long room;
    private Talker talker;

    RevocationIT(TestDatabase family) {
        server = ParleyServer.shared(family);
    }

    @BeforeEach
    void threePeopleInARoomOfWhomOneTalksOn() {
        String tag = UUID.randomUUID().toString().substring(0, 8);
        owner = Person.newMember(server.uri(), "Olu " + tag);
        mia = Person.newMember(server.uri(), "Mia " + tag);
        chidi = Person.newMember(server.uri(), "Chidi " + tag);
        room = owner.createRoom("Revocation " + tag, "open");
        mia.join(room);
        chidi.join(room);
        talker = Talker.inRoom(chidi, room);
    }

    @AfterEach
    void quiet() {
        talker.close();
    }

    /** Ten times, one after the other; each of the ten hears the talk up to then. */
    @ParameterizedTest
    @EnumSource
    void whoIsRevokedHearsNothingMore(Cause cause) {
        List<Ears> all = Stream.generate(this::earsOfSomebodyNew).limit(TIMES).toList();
        try (StompConnection remaining = listening(Line.SOCKJS, chidi)) {
            Instant silence = Instant.EPOCH;
            for (Ears ears : all) {
                ears.lines()
                        .forEach(line ->
                                line.awaitCount(topic(), line.received(topic()).size() + 2));
                cause.happenTo(ears.person(), this);
                silence = Instant.now().plus(DELAY);
                ears.silentFrom().set(silence);
            }
            Instant last = silence;
            remaining.await(topic(), event -> Talker.postedAt(event).isAfter(last.plus(DELAY)));

            assertThat(remaining.received(topic()))
                    .filteredOn(event -> Talker.postedAt(event).isAfter(last))
                    .hasSizeGreaterThan(10);
            assertThat(all)
                    .allSatisfy(ears -> assertThat(ears.lines())
                            .allSatisfy(line -> assertThat(line.received(topic()))
                                    .noneMatch(event -> Talker.postedAt(event)
                                            .isAfter(ears.silentFrom().get()))));
            assertThat(remaining.isOpen()).isTrue();
            for (Ears ears : all) {
                if (cause.endsMembership()) {
                    ears.lines().forEach(this::assertToldAndStillConnected);
                } else {
                    assertThat(ears.lines()).allSatisfy(RevocationIT::assertTurnedAway);
                }
            }
        } finally {
            all.forEach(Ears::close);
        }
    }

    /** Somebody who listens on every transport, until that moment. */
    private record Ears(Person person, List<StompConnection> lines, AtomicReference<Instant> silentFrom) {

        void close() {
            lines.forEach(StompConnection::close);
        }
    }

    private Ears earsOfSomebodyNew() {
        Person person = Person.newMember(server.uri(), "Mia");
        person.join(room);
        List<StompConnection> lines =
                Stream.of(Line.values()).map(line -> listening(line, person)).toList();
        return new Ears(person, lines, new AtomicReference<>(Instant.MAX));
    }

    /** A SockJS stream that was just being opened anew is not told why but not let in either. */
    private static void assertTurnedAway(StompConnection line) {
        assertThat(line.awaitClosed()).containsAnyOf("Signed out", "answered 401");
    }

    /** Nobody leaves a direct room; whoever is signed out hears nothing more of it, on any of its topics. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LEFT", "REMOVED"})
    void whoIsSignedOutHearsNothingMoreOfADirectRoom(Cause cause) {
        long direct = directRoom();
        List<String> topics = Stream.of("", ".typing", ".reads", ".presence")
                .map(what -> "/topic/rooms." + direct + what)
                .toList();
        List<StompConnection> mias = Stream.of(Line.values())
                .map(line -> listening(line.open(mia), topics))
                .toList();
        try (StompConnection remaining = listening(StompConnection.open(owner), topics);
                StompConnection chidis = StompConnection.open(chidi)) {
            owner.post(direct, "one");
            chidis.send("/app/rooms/" + direct + "/typing", Map.of("on", true));
            chidis.send("/app/rooms/" + direct + "/read", Map.of("seq", 1));
            mias.forEach(line -> topics.forEach(topic -> line.awaitCount(topic, 1)));

            cause.happenTo(mia, this);
            mias.forEach(RevocationIT::assertTurnedAway);
            List<Integer> heard = counts(mias, topics);
            owner.post(direct, "two");
            remaining.send("/app/rooms/" + direct + "/typing", Map.of("on", true));
            chidis.send("/app/rooms/" + direct + "/read", Map.of("seq", 2));
            remaining.send("/app/presence", Map.of("state", "idle"));

            remaining.await(
                    topics.get(0), event -> event.path("message").path("seq").asInt() == 2);
            remaining.await(topics.get(1), sign -> sign.path("user").asString().equals(owner.id()));
            remaining.await(topics.get(2), position -> position.path("seq").asInt() == 2);
            remaining.await(
                    topics.get(3),
                    digest -> digest.path("users").path(owner.id()).asString("").equals("away"));
            assertThat(counts(mias, topics)).isEqualTo(heard);
        } finally {
            mias.forEach(StompConnection::close);
        }
    }

    private long directRoom() {
        return Long.parseLong(owner.post("/direct", Map.of("people", mia.username() + " " + chidi.username()))
                .expect(303)
                .location()
                .orElseThrow()
                .replaceFirst(".*/rooms/", ""));
    }

    private static StompConnection listening(StompConnection connection, List<String> topics) {
        connection.subscribe("/user/queue/errors");
        topics.forEach(connection::subscribe);
        connection.settle();
        return connection;
    }

    private static List<Integer> counts(List<StompConnection> lines, List<String> topics) {
        return lines.stream()
                .flatMap(line ->
                        topics.stream().map(topic -> line.received(topic).size()))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void comingBackIsAuthorisedAgain(Cause cause) {
        listening(Line.NATIVE, mia).close();

        cause.happenTo(mia, this);

        for (Line line : Line.values()) {
            if (cause.endsMembership()) {
                try (StompConnection back = line.open(mia)) {
                    back.subscribe("/user/queue/errors");
                    back.subscribe(topic());
                    JsonNode refusal = back.await("/user/queue/errors", _ -> true);
                    assertThat(refusal.path("destination").asString()).isEqualTo(topic());
                    assertThat(back.received(topic())).isEmpty();
                }
            } else {
                assertThatThrownBy(() -> line.openTransport(mia)).hasStackTraceContaining("401");
            }
        }
    }

    /** The one who changed the password stays signed in: the sockets come back. */
    @ParameterizedTest
    @EnumSource
    void whoeverChangedThePasswordMayComeBack(Line line) {
        mia.post("/profile/password", Map.of("current", Person.PASSWORD, "password", NEW_PASSWORD))
                .expect(303);

        try (StompConnection back = listening(line, mia)) {
            back.awaitCount(topic(), 3);
        }
    }

    /** Signing out ends the sockets of this browser, not those of the telephone. */
    @ParameterizedTest
    @EnumSource
    void signingOutHereLeavesTheOtherDeviceAlone(Line line) {
        Person onTheTelephone = Person.visiting(server.uri()).signIn(mia.username(), Person.PASSWORD);
        try (StompConnection here = listening(line, mia);
                StompConnection telephone = listening(line, onTheTelephone)) {
            mia.signOut();
            here.awaitClosed();
            int before = telephone.received(topic()).size();

            telephone.awaitCount(topic(), before + 5);
        }
    }

    /** A room that becomes closed keeps its members, and lets nobody new in. */
    @ParameterizedTest
    @EnumSource
    void closingARoomTakesNothingFromItsMembers(Line line) {
        Person late = Person.newMember(server.uri(), "Late");
        try (StompConnection member = listening(line, mia);
                StompConnection stranger = line.open(late)) {
            owner.post("/rooms/" + room, Map.of("name", "Now closed", "description", "", "kind", "closed"))
                    .expect(303);
            member.await(topic(), event -> event.path("type").asString().equals("room.changed"));
            int before = member.received(topic()).size();
            stranger.subscribe("/user/queue/errors");
            stranger.subscribe(topic());

            member.awaitCount(topic(), before + 5);
            stranger.await("/user/queue/errors", _ -> true);
            assertThat(stranger.received(topic())).isEmpty();
        }
    }

    /** The look-up that lets a subscription in and the revocation may meet: neither order may leave an open ear. */
    @ParameterizedTest
    @EnumSource
    void aSubscriptionThatMeetsItsRevocationStaysSilent(Line line) throws InterruptedException {
        try (StompConnection racing = line.open(mia)) {
            racing.subscribe("/user/queue/errors");
            for (int round = 1; round <= 10; round++) {
                String roundOver = "/topic/over." + "x".repeat(round);
                Thread removal = Thread.ofVirtual().start(() -> Cause.REMOVED.happenTo(mia, this));
                racing.subscribe("round-" + round, topic());
                racing.subscribe(roundOver);
                racing.await(
                        "/user/queue/errors",
                        refusal -> refusal.path("destination").asString().equals(roundOver));
                removal.join();
                mia.join(room); // a member again, but what she subscribed to before is over
            }
            Instant silence = Instant.now().plus(DELAY);
            Awaitility.await()
                    .until(() -> owner.transcript(room, "")
                            .path("messages")
                            .valueStream()
                            .anyMatch(message -> Instant.parse(
                                            message.path("createdAt").asString())
                                    .isAfter(silence)));

            assertThat(racing.received(topic()))
                    .noneMatch(event -> Talker.postedAt(event).isAfter(silence));
            assertThat(racing.isOpen()).isTrue();
        }
    }

    private void assertToldAndStillConnected(StompConnection line) {
        line.await(
                "/user/queue/rooms",
                notice -> notice.path("type").asString().equals("removed")
                        && notice.path("room").asLong() == room);
        assertThat(line.isOpen()).isTrue();
    }

    private StompConnection listening(Line line, Person person) {
        StompConnection connection = line.open(person);
        connection.subscribe("/user/queue/rooms");
        connection.subscribe(topic());
        connection.awaitCount(topic(), 1);
        return connection;
    }

    private String topic() {
        return "/topic/rooms." + room;
    }
}
