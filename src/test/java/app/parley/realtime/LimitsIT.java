package app.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.parley.testing.FreshDatabase;
import app.parley.testing.Line;
import app.parley.testing.Page;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.StompFrame;
import app.parley.testing.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Whoever does more than people do is told so; nobody else notices. */
class LimitsIT {

    private static final String ACKS = "/user/queue/acks";
    private static final int BURST = 60;
    private static final int SOCKETS = 5;
    private static final int FRAMES = 150;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static FreshDatabase database;
    private static ParleyServer server;

    private Person flooder;
    private Person bystander;
    private long room;

    @BeforeAll
    static void start() {
        database = TestDatabase.SQLITE.fresh();
        server = ParleyServer.on(database)
                .with("PARLEY_LIMITS_SOCKETS_PER_PERSON", String.valueOf(SOCKETS))
                .with("PARLEY_LIMITS_FRAMES_BURST", String.valueOf(FRAMES))
                .with("PARLEY_LIMITS_FRAMES_PER_BURST", "1h")
                .with("PARLEY_LIMITS_ROOMS_BURST", "5")
                .with("PARLEY_LIMITS_BRINGING_IN_ONE_BURST", "2")
                .label("limits")
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
    }

    @BeforeEach
    void twoPeopleInARoom() {
        flooder = Person.newMember(server.uri(), "Flo");
        bystander = Person.newMember(server.uri(), "By");
        room = flooder.createRoom("Rapids", "open");
        bystander.join(room);
    }

    @ParameterizedTest
    @EnumSource
    void aFloodOfMessagesIsAnsweredWithWhenToComeBack(Line line) {
        List<String> ids = Stream.generate(() -> UUID.randomUUID().toString())
                .limit(BURST + 30)
                .toList();
        try (StompConnection flooding = line.open(flooder);
                StompConnection other = StompConnection.open(bystander)) {
            flooding.subscribe(ACKS);
            other.subscribe(ACKS);
            ids.forEach(
                    id -> flooding.send("/app/rooms/" + room + "/messages", Map.of("clientId", id, "body", "faster")));

            flooding.awaitCount(ACKS, ids.size());
            List<JsonNode> acks =
                    flooding.received(ACKS).stream().map(StompFrame::json).toList();
            List<JsonNode> rejected =
                    acks.stream().filter(ack -> status(ack).equals("rejected")).toList();

            assertThat(acks.size() - rejected.size()).isBetween(BURST, BURST + 20);
            assertThat(rejected).isNotEmpty().allSatisfy(ack -> {
                assertThat(ack.path("retryAfter").asLong()).isBetween(1L, 2L);
                assertThat(ack.path("reason").asString()).contains("faster");
            });
            assertThat(status(other.post(room, UUID.randomUUID().toString(), "calm")))
                    .isEqualTo("stored");
            assertThat(flooding.isOpen()).isTrue();
        }
    }

    @Test
    void aFloodOverHttpIsAnsweredTheSame() {
        for (int i = 0; i < BURST; i++) {
            flooder.post(room, "faster");
        }
        var refused = Stream.generate(() ->
                        flooder.post(room, "even faster", UUID.randomUUID().toString()))
                .limit(30)
                .filter(page -> page.status() != 201)
                .findFirst()
                .orElseThrow();

        refused.expect(429);
        assertThat(refused.headers().firstValue("Retry-After"))
                .hasValueSatisfying(
                        seconds -> assertThat(Integer.parseInt(seconds)).isPositive());
        bystander.post(room, "calm");
    }

    @ParameterizedTest
    @EnumSource
    void aFloodOfFramesEndsItsConnectionAndNoOther(Line line) {
        try (StompConnection flooding = line.open(flooder);
                StompConnection other = StompConnection.open(bystander)) {
            other.subscribe(ACKS);
            for (int i = 0; i < FRAMES; i++) { // CONNECT was one already
                flooding.send(new StompFrame("UNSUBSCRIBE", Map.of("id", "nothing")));
            }

            assertThat(flooding.awaitError().header("message")).isEqualTo("Too many frames");
            flooding.awaitClosed();
            assertThat(status(other.post(room, UUID.randomUUID().toString(), "calm")))
                    .isEqualTo("stored");
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobodyOpensSocketsWithoutEnd(Line line) {
        List<StompConnection> open = new ArrayList<>();
        try {
            for (int i = 0; i < SOCKETS; i++) {
                open.add(line.open(flooder));
            }

            assertThatThrownBy(() -> line.openTransport(flooder)).hasStackTraceContaining("429");
            try (StompConnection other = line.open(bystander)) {
                assertThat(other.isOpen()).isTrue();
            }
        } finally {
            open.forEach(StompConnection::close);
        }
    }

    /** It would be one socket for the limits and many for the server. */
    @Test
    void anIdThatIsTakenOpensNoSecondSocketAndIsForgottenWithTheFirst() {
        for (int round = 0; round < SOCKETS + 1; round++) {
            String id = "/ws/000/" + (round % 2 == 0 ? "same" : "other") + UUID.randomUUID() + "/websocket";
            WebSocket first = handshake(flooder, id).join();
            List<CompletableFuture<WebSocket>> again =
                    Stream.generate(() -> handshake(flooder, id)).limit(10).toList();

            assertThat(again)
                    .allSatisfy(second -> assertThat(second)
                            .failsWithin(StompConnection.PATIENCE)
                            .withThrowableThat()
                            .withStackTraceContaining("WebSocketHandshakeException"));
            first.abort();
        }

        Awaitility.await().untilAsserted(() -> {
            List<WebSocket> fresh = Stream.generate(() -> "/ws/000/" + UUID.randomUUID() + "/websocket")
                    .limit(SOCKETS)
                    .map(id -> handshake(flooder, id).join())
                    .toList();
            fresh.forEach(WebSocket::abort);
        });
    }

    @Test
    void handshakesAtTheSameMomentWithTheSameIdLetOneIn() {
        String id = "/ws/000/" + UUID.randomUUID() + "/websocket";
        List<CompletableFuture<WebSocket>> all =
                Stream.generate(() -> handshake(flooder, id)).limit(20).toList();
        all.forEach(each -> each.exceptionally(_ -> null).join());

        Awaitility.await()
                .until(() -> all.stream()
                                .filter(each -> !each.isCompletedExceptionally())
                                .filter(each -> !each.join().isInputClosed())
                                .count()
                        == 1);
        all.stream()
                .filter(each -> !each.isCompletedExceptionally())
                .forEach(each -> each.join().abort());
    }

    private static CompletableFuture<WebSocket> handshake(Person person, String path) {
        return HTTP.newWebSocketBuilder()
                .header("Origin", server.uri().toString())
                .header("Cookie", person.cookieHeader())
                .buildAsync(
                        URI.create(server.uri().toString().replaceFirst("^http", "ws") + path),
                        new WebSocket.Listener() {});
    }

    private static String status(JsonNode ack) {
        return ack.path("status").asString();
    }

    @Test
    void whoOpensRoomsWithoutEndIsToldWhenToComeBack() {
        Map<String, String> another = Map.of("name", "Another", "description", "", "kind", "closed");
        Page answer = flooder.post("/rooms", another);
        for (int i = 1; i < 10 && answer.status() == 303; i++) {
            answer = flooder.post("/rooms", another);
        }

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After"))
                .hasValueSatisfying(seconds -> assertThat(seconds).containsOnlyDigits());
        assertThat(answer.body()).contains("<h1").doesNotContain("app.parley");
        flooder.get("/rooms").expect(200);
        bystander.post("/rooms", another).expect(303);
    }

    @Test
    void nobodyIsBroughtInByTheSamePersonOverAndOver() {
        Person victim = Person.newMember(server.uri(), "Vic");
        Map<String, String> vic = Map.of("username", String.valueOf(victim.username()));
        long first = flooder.createRoom("First", "closed");
        long second = flooder.createRoom("Second", "closed");
        long third = flooder.createRoom("Third", "closed");
        flooder.post("/rooms/" + first + "/members", vic).expect(303);
        flooder.post("/rooms/" + second + "/members", vic).expect(303);

        Page refused = flooder.post("/rooms/" + third + "/members", vic).expect(429);

        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        victim.get("/rooms/" + third).expect(404);
        flooder.post("/rooms/" + third + "/members", Map.of("username", String.valueOf(bystander.username())))
                .expect(303);
    }
}
