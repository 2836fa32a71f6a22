package app.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.Screen;
import app.parley.testing.StompConnection;
import app.parley.testing.StompFrame;
import app.parley.testing.TestBrowser;
import app.parley.testing.TestDatabase;
import app.parley.testing.Visit;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Page;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The protocol is STOMP and not whatever one client makes of it: {@code @stomp/stompjs}, as our pages load it, and a client
 * that shares no code with it hear the same, and both are told the same when they break the rules.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoClientsIT {

    private static final String ACKS = "/user/queue/acks";
    private static final int MESSAGES = 100;

    /** Texts in which a client could get lost: what STOMP escapes, what JSON escapes, characters of two and four bytes. */
    private static final List<String> TEXTS = List.of(
            "colon: and \\ backslash",
            "line\nbreak\ttab",
            "\"quoted\" </script>",
            "Grüße, 東京",
            "👩🏽‍💻",
            "e\u0301 \u202e rtl");

    /** Makes a client of the library, not started; its frames and end are collected in it. */
    private static final String CLIENT = """
            async ({ headers, heartBeat }) => {
              const { Client } = await import("@stomp/stompjs")
              const url = new URL("/ws/websocket", location.href)
              url.protocol = url.protocol.replace("http", "ws")
              const client = new Client({
                webSocketFactory: () => new WebSocket(url, ["v12.stomp"]),
                connectHeaders: headers,
                reconnectDelay: 0,
                heartbeatOutgoing: heartBeat[0],
                heartbeatIncoming: heartBeat[1],
              })
              client.heard = []
              client.ended = new Promise((resolve) => {
                setTimeout(() => resolve("neither connected nor ended"), 15_000)
                client.onStompError = (frame) => resolve(frame.headers.message)
                client.onWebSocketClose = (event) => resolve(`closed ${event.code}`)
              })
              client.connectedOnce = new Promise((resolve) => { client.onConnect = resolve })
              client.activate()
              return client
            }""";

    private static final String SERVERS_BEAT =
            "(client) => Promise.race([client.connectedOnce.then((frame) => frame.headers['heart-beat']), client.ended])";

    private final ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);
    private Person ada;
    private Person bo;
    private long room;
    private Visit visit;
    private Page page;

    @BeforeAll
    void adaHasABrowserAndBoHasNone() {
        ada = Person.newMember(server.uri(), "Ada");
        bo = Person.newMember(server.uri(), "Bo");
        room = ada.createRoom("Two clients", "open");
        bo.join(room);
        visit = TestBrowser.visit(server.uri(), Screen.DESK).as(ada);
        page = visit.page();
        page.navigate("/rooms");
    }

    @AfterAll
    void leave() {
        visit.close();
    }

    @Test
    void bothHearTheSame() {
        JSHandle library = connected();
        library.evaluate(
                "(client, topic) => client.subscribe(topic, (frame) => client.heard.push(frame.body))", topic());
        library.evaluate(
                "(client, acks) => client.subscribe(acks, (frame) => client.acks = (client.acks ?? 0) + 1)", ACKS);
        try (StompConnection ours = StompConnection.open(bo)) {
            ours.subscribe(topic());
            ours.subscribe(ACKS);
            ours.post(room, UUID.randomUUID().toString(), "both are here");
            awaitHeard(library, 1);

            IntStream.range(0, MESSAGES).forEach(i -> {
                Map<String, String> message =
                        Map.of("clientId", UUID.randomUUID().toString(), "body", TEXTS.get(i % TEXTS.size()) + " " + i);
                if (i % 2 == 0) {
                    ours.send(messages(), message);
                } else {
                    library.evaluate(
                            "(client, [destination, body]) => client.publish({ destination, body })",
                            List.of(messages(), StompFrame.JSON.writeValueAsString(message)));
                }
            });

            List<JsonNode> here = ours.awaitCount(topic(), MESSAGES + 1).stream()
                    .map(StompFrame::json)
                    .toList();
            List<JsonNode> there = awaitHeard(library, MESSAGES + 1).stream()
                    .map(body -> StompFrame.JSON.readTree((String) body))
                    .toList();
            assertThat(there).isEqualTo(here);
            assertThat(here)
                    .extracting(event -> event.path("seq").asLong())
                    .isSortedAccordingTo(Comparator.naturalOrder())
                    .doesNotHaveDuplicates();
            assertThat(here.stream()
                            .skip(1)
                            .map(event -> event.path("message").path("body").asString()))
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, MESSAGES)
                            .mapToObj(i -> TEXTS.get(i % TEXTS.size()) + " " + i)
                            .toList());
            ours.awaitCount(ACKS, 1 + MESSAGES / 2);
            page.waitForFunction("([client, count]) => client.acks === count", List.of(library, MESSAGES / 2));
        }
        library.evaluate("(client) => client.deactivate({ force: true })");
    }

    static Stream<Arguments> brokenFrames() {
        return Stream.of(
                Arguments.of("Malformed frame", "UNHEARD\nid:1\n\n\0"),
                Arguments.of("Malformed frame", "SEND\ndestination:/app/rooms/1\\q\n\n{}\0"),
                Arguments.of("Malformed frame", "SEND\ndestination:/app/rooms/1\\\n\n{}\0"),
                Arguments.of("Malformed frame", "SEND\nno colon\n\n{}\0"),
                Arguments.of("Malformed frame", "SUBSCRIBE\nid:a\0b\ndestination:/user/queue/errors\n\n\0"),
                Arguments.of("Command not supported", "BEGIN\ntransaction:1\n\n\0"),
                Arguments.of("Command not supported", "ACK\nid:1\n\n\0"),
                Arguments.of("SEND needs the header destination", "SEND\n\n{}\0"),
                Arguments.of("SUBSCRIBE needs the headers id and destination", "SUBSCRIBE\nid:1\n\n\0"),
                Arguments.of("UNSUBSCRIBE needs the header id", "UNSUBSCRIBE\n\n\0"),
                Arguments.of("Connected already", "CONNECT\naccept-version:1.2\nhost:parley\nTOKEN\n\n\0"));
    }

    @ParameterizedTest
    @MethodSource("brokenFrames")
    void bothAreToldTheSame(String sentence, String text) {
        String frame = text.replace("TOKEN", ada.csrfHeader() + ":" + ada.csrfToken());
        JSHandle library = connected();
        library.evaluate("(client, frame) => client.webSocket.send(frame)", frame);
        try (StompConnection ours = StompConnection.open(ada)) {
            ours.sendRaw(frame);

            assertThat(ours.awaitError().header("message")).isEqualTo(sentence);
            assertThat(library.evaluate("(client) => client.ended")).isEqualTo(sentence);
            ours.awaitClosed();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,0", "1,1", "60000,60000", "99999999999,99999999999", "9223372036854775807,1", "-1,-1"})
    void bothConnectWithAnyNumbersForHeartbeats(String intervals) {
        try (StompConnection ours = StompConnection.openTransport(bo)) {
            ours.send(new StompFrame("CONNECT", connectHeaders(bo, intervals)));
            ours.subscribe(ACKS);
            assertThat(ours.post(room, UUID.randomUUID().toString(), "still here")
                            .path("status")
                            .asString())
                    .isEqualTo("stored");
        }
        JSHandle library = client(intervals);
        assertThat(library.evaluate(SERVERS_BEAT).toString()).matches("[1-9]\\d*,[1-9]\\d*");
        library.evaluate("(client) => client.deactivate({ force: true })");
    }

    @ParameterizedTest
    @ValueSource(strings = {"often,soon", ",", "1.5,1", "1,99999999999999999999"})
    void bothAreRefusedWithHeartbeatsThatAreNoNumbers(String intervals) {
        try (StompConnection ours = StompConnection.openTransport(bo)) {
            ours.send(new StompFrame("CONNECT", connectHeaders(bo, intervals)));

            assertThat(ours.awaitError().header("message")).isEqualTo("Malformed frame");
        }
        assertThat(client(intervals).evaluate("(client) => client.ended")).isEqualTo("Malformed frame");
    }

    private JSHandle connected() {
        JSHandle library = client("10000,10000");
        assertThat(library.evaluate(SERVERS_BEAT).toString()).matches("\\d+,\\d+");
        return library;
    }

    /** The library joins what it is given by a comma, numbers or not. */
    private JSHandle client(String intervals) {
        return page.evaluateHandle(
                CLIENT,
                Map.of(
                        "headers",
                        Map.of(ada.csrfHeader(), ada.csrfToken()),
                        "heartBeat",
                        List.of(intervals.split(",", -1))));
    }

    private static Map<String, String> connectHeaders(Person person, String intervals) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("accept-version", "1.2");
        headers.put("host", "parley");
        headers.put("heart-beat", intervals);
        headers.put(person.csrfHeader(), person.csrfToken());
        return headers;
    }

    private List<?> awaitHeard(JSHandle library, int count) {
        page.waitForFunction("([client, count]) => client.heard.length >= count", List.of(library, count));
        return (List<?>) library.evaluate("(client) => client.heard");
    }

    private String topic() {
        return "/topic/rooms." + room;
    }

    private String messages() {
        return "/app/rooms/" + room + "/messages";
    }
}
