package app.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.Line;
import app.parley.testing.OnBothDatabases;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.StompFrame;
import app.parley.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Deny by default: what the wire contract does not name, spelled exactly, is refused and carries nothing; the connection
 * of whoever tried lives on.
 */
@OnBothDatabases
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SocketGuardIT {

    private static final String ERRORS = "/user/queue/errors";

    private static final List<String> SUBSCRIPTIONS = List.of(
            // patterns
            "/topic/**",
            "/topic/*",
            "/topic/rooms.*",
            "/topic/rooms.**",
            "/topic/rooms.?",
            "/topic/rooms.#",
            "/topic/rooms.>",
            "/topic/rooms.{room}",
            "/topic/{topic}",
            "/topic/rooms.[0-9]+",
            "/topic/rooms.ROOM.*",
            "/topic/rooms.ROOM.**",
            "/topic/rooms.ROOM*",
            "/**",
            "**",
            "*",
            // other spellings of the same name
            "topic/rooms.ROOM",
            "//topic/rooms.ROOM",
            "/topic//rooms.ROOM",
            "/topic/./rooms.ROOM",
            "/topic/x/../rooms.ROOM",
            "/topic/rooms.ROOM/",
            "/topic/rooms.ROOM.",
            "/topic/.rooms.ROOM",
            "/topic/rooms..ROOM",
            "/topic/rooms/ROOM",
            "/TOPIC/rooms.ROOM",
            "/topic/Rooms.ROOM",
            "/topic/rooms%2EROOM",
            "/topic/%72ooms.ROOM",
            "/%74opic/rooms.ROOM",
            "/topic/rooms.ROOM%00",
            "/topic/rooms.ROOM?x=1",
            "/topic/rooms.ROOM#x",
            "/topic/rooms.ROOM;x=1",
            "/topic/rooms.ROOM,/topic/rooms.1",
            " /topic/rooms.ROOM",
            "/topic/rooms.ROOM ",
            "/topic/rooms.ROOM\n",
            "/topic/rooms.ROOM\r",
            "/topic/rooms.ROOM\u200B",
            "/topic/\uFEFFrooms.ROOM",
            // other numbers
            "/topic/rooms.0ROOM",
            "/topic/rooms.00ROOM",
            "/topic/rooms.+ROOM",
            "/topic/rooms.-ROOM",
            "/topic/rooms.ROOM.0",
            "/topic/rooms.0",
            "/topic/rooms.\u0661",
            "/topic/rooms.\uFF11",
            "/topic/rooms.0x1",
            "/topic/rooms.1e0",
            "/topic/rooms.999999999999999999",
            "/topic/rooms.9223372036854775807",
            "/topic/rooms.9223372036854775808",
            "/topic/rooms.99999999999999999999999999999999999999",
            // what is not there
            "/topic",
            "/topic/",
            "/topic/rooms",
            "/topic/rooms.ROOM.messages",
            "/topic/rooms.ROOM.typing.typing",
            "/topic/users.1",
            "/",
            "",
            // queues
            "/queue/errors",
            "/queue/**",
            "/queue/*",
            "/queue/rooms.ROOM",
            "/queue/rooms-user*",
            "/queue/rooms-user00000000-0000-0000-0000-000000000000",
            "/user/queue/*",
            "/user/queue/**",
            "/user/queue/rooms/",
            "/user/queue//rooms",
            "/user/queue/Rooms",
            "/user/queue/other",
            "/user/queue/rooms-user",
            "/user/topic/rooms.ROOM",
            "/user/queue/../../topic/rooms.ROOM",
            "/user/**",
            "/user/*/queue/rooms",
            "/user/MEMBER/queue/rooms",
            "/user/MEMBER/queue/acks",
            "/user/OTHER/queue/rooms",
            // other prefixes, such as another broker's
            "/app/rooms/ROOM/messages",
            "/app/**",
            "/exchange/amq.topic/rooms.ROOM",
            "/amq/queue/rooms.ROOM",
            "/temp-queue/rooms");

    private static final List<String> SENDS = List.of(
            "/topic/rooms.ROOM",
            "/topic/rooms.ROOM.typing",
            "/topic/**",
            "/queue/rooms",
            "/queue/rooms-user00000000-0000-0000-0000-000000000000",
            "/user/queue/rooms",
            "/user/MEMBER/queue/rooms",
            "/user/MEMBER/queue/errors",
            "/app",
            "/app/",
            "/app/unknown",
            "/app/rooms/ROOM",
            "/app/rooms/ROOM/unknown",
            "/app/rooms/ROOM/messages/",
            "/app/rooms/ROOM//messages",
            "/app//rooms/ROOM/messages",
            "//app/rooms/ROOM/messages",
            "/app/./rooms/ROOM/messages",
            "/app/rooms/ROOM/messages/1/unknown",
            "/app/rooms/ROOM/messages/01/delete",
            "/app/rooms/ROOM/messages/-1/delete",
            "/app/rooms/*/messages",
            "/app/rooms/**",
            "/app/rooms/{room}/messages",
            "/app/rooms/0ROOM/messages",
            "/app/rooms/+ROOM/messages",
            "/app/rooms/-ROOM/messages",
            "/app/rooms/ ROOM/messages",
            "/app/rooms/ROOM /messages",
            "/app/rooms/ROOM\n/messages",
            "/app/rooms/#HEX/messages",
            "/app/rooms/0xHEX/messages",
            "/app/rooms/0/messages",
            "/app/rooms/ROOM.0/messages",
            "/app/rooms/999999999999999999999999/messages",
            "/app/rooms/9223372036854775808/messages",
            "/app/rooms/%31/messages",
            "/app/rooms/ROOM/messages?x=1",
            "/app/rooms/ROOM/messages;x=1",
            "/app/Rooms/ROOM/messages",
            "/APP/rooms/ROOM/messages",
            "app/rooms/ROOM/messages",
            "/rooms/ROOM/messages",
            "/",
            "");

    @Parameter
    private TestDatabase family;

    private Person owner;
    private Person member;
    private Person stranger;
    private long room;

    @BeforeParameterizedClassInvocation
    void threePeople() {
        ParleyServer server = ParleyServer.shared(family);
        owner = Person.newMember(server.uri(), "Olu");
        member = Person.newMember(server.uri(), "Mia");
        stranger = Person.newMember(server.uri(), "Sol");
    }

    @BeforeEach
    void aClosedRoomOfTwo() {
        room = owner.createRoom("Closed", "closed");
        owner.post("/rooms/" + room + "/members", Map.of("username", member.username()))
                .expect(303);
    }

    static Stream<Arguments> whoeverTries() {
        return Stream.of(Line.values()).flatMap(line -> Stream.of(Arguments.of(line, true), Arguments.of(line, false)));
    }

    /** A member may hear the room, but only under its name: a second spelling would escape the revocation. */
    @ParameterizedTest
    @MethodSource("whoeverTries")
    void aSubscriptionThatTheContractDoesNotNameIsRefusedAndCarriesNothing(Line line, boolean byMember) {
        List<String> spellings = Stream.concat(
                        byMember ? Stream.of() : Stream.of("/topic/rooms.ROOM", "/topic/rooms.ROOM.typing"),
                        SUBSCRIPTIONS.stream())
                .map(this::fillIn)
                .toList();
        try (StompConnection listener = heard(Line.NATIVE, member);
                StompConnection trying = heard(line, byMember ? member : stranger)) {
            listener.subscribe(topic());
            listener.subscribe("/user/queue/rooms");
            listener.settle();

            IntStream.range(0, spellings.size()).forEach(i -> trying.subscribe("attempt-" + i, spellings.get(i)));
            List<StompFrame> refusals = trying.awaitCount(ERRORS, spellings.size());
            owner.post(room, "for members");
            listener.await(topic(), event -> body(event).equals("for members"));
            listener.await("/user/queue/rooms", notice -> notice.path("room").asLong() == room);
            trying.settle();

            assertThat(refusals)
                    .extracting(refusal -> refusal.json().path("destination").asString())
                    .isEqualTo(spellings);
            assertThat(refusals)
                    .allSatisfy(
                            refusal -> assertSays(refusal.json().path("reason").asString()));
            assertThat(spellings)
                    .allSatisfy(
                            spelling -> assertThat(trying.received(spelling)).isEmpty());
            assertThat(trying.isOpen()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSendThatTheContractDoesNotNameIsRefusedAndReachesNobody(Line line) {
        List<String> spellings = SENDS.stream().map(this::fillIn).toList();
        try (StompConnection listener = heard(Line.NATIVE, owner);
                StompConnection sender = heard(line, member)) {
            listener.subscribe(topic());
            listener.subscribe("/user/queue/rooms");
            listener.settle();
            sender.subscribe("/user/queue/acks");
            sender.subscribe("/user/queue/rooms");

            spellings.forEach(spelling -> sender.send(spelling, posting("forged")));
            List<StompFrame> refusals = sender.awaitCount(ERRORS, spellings.size());
            JsonNode ack = sender.post(room, UUID.randomUUID().toString(), "genuine");
            listener.await(topic(), event -> body(event).equals("genuine"));

            assertThat(refusals)
                    .extracting(refusal -> refusal.json().path("destination").asString())
                    .isEqualTo(spellings);
            assertThat(refusals)
                    .allSatisfy(
                            refusal -> assertSays(refusal.json().path("reason").asString()));
            assertThat(ack.path("seq").asLong()).isEqualTo(1);
            assertThat(listener.received(topic())).hasSize(1);
            assertThat(listener.received(ERRORS)).hasSize(1);
            assertThat(Stream.concat(
                            listener.received("/user/queue/rooms").stream(),
                            sender.received("/user/queue/rooms").stream()))
                    .noneMatch(notice -> notice.body().contains("forged"));
            assertThat(sender.isOpen()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoIsNoMemberCanNeitherPostNorEditNorDeleteNorRead(Line line) {
        owner.post(room, "untouched");
        List<String> targets = Stream.of("messages", "messages/1/edit", "messages/1/delete", "read")
                .map(what -> "/app/rooms/" + room + "/" + what)
                .toList();
        try (StompConnection trying = heard(line, stranger)) {

            targets.forEach(target ->
                    trying.send(target, Map.of("clientId", UUID.randomUUID().toString(), "body", "mine", "seq", 1)));

            assertThat(trying.awaitCount(ERRORS, targets.size()))
                    .extracting(refusal -> refusal.json().path("destination").asString())
                    .containsExactlyInAnyOrderElementsOf(targets);
            JsonNode messages = owner.transcript(room, "").path("messages");
            assertThat(messages).hasSize(1);
            assertThat(messages.get(0).path("body").asString()).isEqualTo("untouched");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSecondSubscriptionWithAnIdIsRefusedAndTheFirstLives(Line line) {
        try (StompConnection connection = heard(line, member)) {
            connection.subscribe("mine", topic());
            connection.subscribe("mine", "/user/queue/rooms");

            JsonNode refusal = connection.await(ERRORS, _ -> true);
            owner.post(room, "still here");

            assertThat(refusal.path("destination").asString()).isEqualTo("/user/queue/rooms");
            connection.await("/user/queue/rooms", frame -> body(frame).equals("still here")); // by its id
        }
    }

    /** As a browser does that sends a SockJS request again after the line broke. */
    @ParameterizedTest
    @EnumSource
    void theSameSubscriptionAgainIsTheSameSubscription(Line line) {
        try (StompConnection connection = heard(line, member);
                StompConnection witness = heard(line, owner)) {
            witness.subscribe(topic());
            connection.subscribe(topic());
            connection.subscribe(topic());
            connection.settle();
            witness.settle();
            owner.post(room, "first");
            connection.await(topic(), event -> body(event).equals("first"));
            connection.unsubscribe(topic());
            connection.settle();
            owner.post(room, "second");
            witness.await(topic(), event -> body(event).equals("second"));
            connection.settle();

            assertThat(connection.received(topic())).hasSize(1);
            assertThat(connection.received(ERRORS))
                    .noneMatch(refusal ->
                            topic().equals(refusal.json().path("destination").asString()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHundredSubscriptionsAreEnough(Line line) {
        try (StompConnection connection = heard(line, member)) {
            IntStream.range(1, 100).forEach(i -> connection.subscribe("id-" + i, topic()));
            connection.subscribe("too-many", topic());

            JsonNode refusal = connection.await(ERRORS, _ -> true);
            connection.unsubscribe("id-1");
            connection.subscribe("room-again", "/user/queue/rooms");
            connection.settle();

            assertThat(refusal.path("destination").asString()).isEqualTo(topic());
            assertThat(connection.received(ERRORS)).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anIdThatWouldMakeEveryFrameHeavyIsRefused(Line line) {
        try (StompConnection connection = heard(line, member)) {
            connection.subscribe("x".repeat(10_000), topic());

            JsonNode refusal = connection.await(ERRORS, _ -> true);

            assertThat(refusal.path("destination").asString()).isEqualTo(topic());
        }
    }

    /** Selectors are a language; a broker that evaluated them would run what a stranger wrote. */
    @ParameterizedTest
    @EnumSource
    void otherHeadersOfASubscriptionMeanNothing(Line line) {
        try (StompConnection connection = heard(line, member)) {
            connection.send(new StompFrame(
                    "SUBSCRIBE",
                    Map.of(
                            "id",
                            topic(),
                            "destination",
                            topic(),
                            "selector",
                            "T(java.lang.Runtime).getRuntime().exit(1) == null",
                            "simpSessionId",
                            "another",
                            "simpUser",
                            owner.id(),
                            "ack",
                            "client")));
            connection.settle();
            owner.post(room, "plain");

            connection.await(topic(), event -> body(event).equals("plain"));
        }
    }

    static Stream<Arguments> brokenFrames() {
        List<StompFrame> frames = List.of(
                new StompFrame("ACK", Map.of("id", "1")),
                new StompFrame("NACK", Map.of("id", "1")),
                new StompFrame("BEGIN", Map.of("transaction", "1")),
                new StompFrame("COMMIT", Map.of("transaction", "1")),
                new StompFrame("ABORT", Map.of("transaction", "1")),
                new StompFrame("CONNECT", Map.of("accept-version", "1.2", "host", "parley")),
                new StompFrame("STOMP", Map.of("accept-version", "1.2", "host", "parley")),
                new StompFrame("CONNECTED", Map.of("version", "1.2")),
                new StompFrame(
                        "MESSAGE",
                        Map.of("destination", "/app/rooms/1/messages", "subscription", "1", "message-id", "1"),
                        "{}"),
                new StompFrame("RECEIPT", Map.of("receipt-id", "1")),
                new StompFrame("ERROR", Map.of("message", "1")),
                new StompFrame("SUBSCRIBE", Map.of("destination", "/user/queue/errors")),
                new StompFrame("SUBSCRIBE", Map.of("id", "1")),
                new StompFrame("UNSUBSCRIBE", Map.of()),
                new StompFrame("SEND", Map.of(), "{}"),
                new StompFrame("SEND", Map.of("destination", "/app/rooms/1/messages", "content-type", "no type"), "{}"),
                new StompFrame("SEND", Map.of("destination", "/app/rooms/1/messages", "content-length", "1"), "{}"),
                new StompFrame("DROP TABLE users", Map.of()),
                new StompFrame("send", Map.of("destination", "/app/rooms/1/messages"), "{}"));
        return Stream.of(Line.values()).flatMap(line -> frames.stream().map(frame -> Arguments.of(line, frame)));
    }

    @ParameterizedTest
    @MethodSource("brokenFrames")
    void aFrameThatBreaksTheProtocolIsAnsweredWithAnErrorAndEndsOnlyItsConnection(Line line, StompFrame frame) {
        try (StompConnection broken = heard(line, member);
                StompConnection bystander = heard(Line.NATIVE, member)) {
            broken.send(frame);

            assertSaysOnly(broken.awaitError());
            broken.awaitClosed();
            bystander.settle();
        }
    }

    static Stream<Arguments> brokenTexts() {
        return Stream.of(Line.values())
                .flatMap(line -> Stream.of(
                                "SEND\nno colon\n\n{}\0",
                                "SUBSCRIBE\nid:a\0\0b\ndestination:/user/queue/errors\n\n\0",
                                "SEND\ndestination:/app/rooms/1\\q/messages\n\n{}\0",
                                "SEND\ndestination:/app/rooms/1\\\n\n{}\0",
                                "{\"destination\": \"/app/rooms/1/messages\"}\n\n\0",
                                "GET / HTTP/1.1\r\nHost: parley\r\n\r\n\0")
                        .map(text -> Arguments.of(line, text)));
    }

    @ParameterizedTest
    @MethodSource("brokenTexts")
    void aTextThatIsNoFrameIsAnsweredWithAnErrorAndEndsOnlyItsConnection(Line line, String text) {
        try (StompConnection broken = heard(line, member);
                StompConnection bystander = heard(Line.NATIVE, member)) {
            broken.sendRaw(text);

            assertSaysOnly(broken.awaitError());
            broken.awaitClosed();
            bystander.settle();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFrameWithVeryManyHeadersEndsOnlyItsConnection(Line line) {
        String headers =
                IntStream.range(0, 2_000).mapToObj(i -> "h" + i + ":1\n").reduce("", String::concat);
        try (StompConnection broken = heard(line, member);
                StompConnection bystander = heard(Line.NATIVE, member)) {
            broken.sendRaw("SEND\ndestination:/app/rooms/%d/messages\n%s\n{}\0".formatted(room, headers));

            assertSaysOnly(broken.awaitError());
            broken.awaitClosed();
            bystander.settle();
        }
    }

    static Stream<Arguments> framesBeforeConnect() {
        return Stream.of(Line.values())
                .flatMap(line -> Stream.of(
                                new StompFrame("SUBSCRIBE", Map.of("id", "1", "destination", ERRORS)),
                                new StompFrame("UNSUBSCRIBE", Map.of("id", "1")),
                                new StompFrame("SEND", Map.of("destination", "/app/rooms/ROOM/messages"), "BODY"),
                                new StompFrame("BEGIN", Map.of("transaction", "1")),
                                new StompFrame("MESSAGE", Map.of("destination", "/app/rooms/ROOM/messages"), "BODY"))
                        .map(frame -> Arguments.of(line, frame)));
    }

    @ParameterizedTest
    @MethodSource("framesBeforeConnect")
    void nothingIsDoneBeforeConnect(Line line, StompFrame frame) {
        try (StompConnection hasty = line.openTransport(member)) {
            hasty.send(filledIn(frame));

            assertSaysOnly(hasty.awaitError());
            assertThat(hasty.awaitError().header("message")).isEqualTo("CONNECT first");
            hasty.awaitClosed();
            assertThat(owner.transcript(room, "").path("messages")).isEmpty();
        }
    }

    /** Frames may share one message of the transport: what follows a refused CONNECT was on its way already. */
    @ParameterizedTest
    @EnumSource
    void nothingIsDoneBehindARefusedConnect(Line line) {
        String json = StompFrame.JSON.writeValueAsString(posting("behind"));
        try (StompConnection hasty = line.openTransport(member)) {
            hasty.sendRaw("CONNECT\naccept-version:1.2\nhost:parley\n\n\0"
                    + "SUBSCRIBE\nid:1\ndestination:%s\n\n\0".formatted(topic())
                    + "SEND\ndestination:/app/rooms/%d/messages\n\n%s\0".formatted(room, json));

            assertSaysOnly(hasty.awaitError());
            hasty.awaitClosed();
            assertThat(owner.transcript(room, "").path("messages")).isEmpty();
        }
    }

    private String topic() {
        return "/topic/rooms." + room;
    }

    private String fillIn(String spelling) {
        return spelling.replace("ROOM", Long.toString(room))
                .replace("HEX", Long.toHexString(room))
                .replace("MEMBER", member.id())
                .replace("OTHER", owner.username());
    }

    private StompFrame filledIn(StompFrame frame) {
        Map<String, String> headers = frame.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> fillIn(header.getValue())));
        return new StompFrame(
                frame.command(),
                headers,
                frame.body().replace("BODY", StompFrame.JSON.writeValueAsString(posting("too early"))));
    }

    /** Connected, and hears what is refused. */
    private static StompConnection heard(Line line, Person person) {
        StompConnection connection = line.open(person);
        connection.subscribe(ERRORS);
        return connection;
    }

    private static Map<String, Object> posting(String body) {
        return Map.of("clientId", UUID.randomUUID().toString(), "body", body);
    }

    private static String body(JsonNode event) {
        return event.path("message").path("body").asString("");
    }

    private static void assertSaysOnly(StompFrame error) {
        assertThat(error.command()).isEqualTo("ERROR");
        assertSays(error.header("message"));
        assertThat(error.body()).isIn("", error.header("message"));
        assertThat(error.headers()).containsOnlyKeys("message", "content-type", "content-length");
    }

    /** A sentence for people: no class, package, path or statement. */
    private static void assertSays(String sentence) {
        assertThat(sentence)
                .isNotBlank()
                .hasSizeLessThan(100)
                .doesNotContainPattern("[a-z]\\.[a-zA-Z]|/|Exception|(?i:select|insert) ");
    }
}
