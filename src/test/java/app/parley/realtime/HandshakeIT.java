package app.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.parley.testing.Line;
import app.parley.testing.Page;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.StompFrame;
import app.parley.testing.TestDatabase;
import java.net.http.HttpRequest;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.web.servlet.FlashMap;

/** Who may open a socket at all: the pages of this server, for people who are signed in, with the token of the page. */
class HandshakeIT {

    private static final ParleyServer SERVER = ParleyServer.shared(TestDatabase.SQLITE);

    private static final List<String> FOREIGN = List.of(
            "https://evil.example",
            "null",
            "http://127.0.0.1",
            "https://127.0.0.1:PORT",
            "http://localhost:PORT",
            "http://127.0.0.1:PORT.evil.example",
            "http://127.0.0.1:PORT@evil.example",
            "file://");

    private static Person bo;

    @BeforeAll
    static void someone() {
        bo = Person.newMember(SERVER.uri(), "Bo");
    }

    /** Everything that sockjs-protocol 0.3.3 knows, whether this server offers it or not. */
    static Stream<Arguments> addresses() {
        Stream<String> gets = Stream.of("", "/info", "/iframe.html", "/iframe-1.5.1.html", "/websocket");
        Stream<String> transports = Stream.of("eventsource", "htmlfile?c=cb", "jsonp?c=cb", "websocket", "unknown");
        Stream<String> posts = Stream.of("xhr", "xhr_streaming", "xhr_send", "jsonp_send");
        return Stream.of(
                        gets.map(path -> Arguments.of("GET", path)),
                        transports.map(name -> Arguments.of("GET", "/000/SESSION/" + name)),
                        posts.map(name -> Arguments.of("POST", "/000/SESSION/" + name)))
                .flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void aVisitorOpensNothing(String method, String path) {
        Page answer =
                ask(Person.visiting(SERVER.uri()), method, path, SERVER.uri().toString());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void aPageOfAnotherOriginOpensNothing(String method, String path) {
        assertThat(FOREIGN.stream().map(HandshakeIT::here)).allSatisfy(origin -> {
            Page answer = ask(bo, method, path, origin);

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
            assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        });
    }

    @Test
    void aPageOfOurOwnMayAskForTheEndpoint() {
        Page info = ask(bo, "GET", "/info", SERVER.uri().toString());

        assertThat(info.expect(200).json().path("websocket").asBoolean()).isTrue();
    }

    @Test
    void aVisitorsNativeHandshakeIsRefused() {
        assertThatThrownBy(() -> StompConnection.openTransport(Person.visiting(SERVER.uri())))
                .hasCauseInstanceOf(WebSocketHandshakeException.class)
                .satisfies(refused -> assertThat(statusOf(refused)).isEqualTo(401));
    }

    @Test
    void theNativeHandshakeOfAnotherOriginIsRefused() {
        assertThat(FOREIGN.stream().map(HandshakeIT::here))
                .allSatisfy(origin -> assertThatThrownBy(() -> StompConnection.openTransport(bo, origin))
                        .hasCauseInstanceOf(WebSocketHandshakeException.class)
                        .satisfies(refused -> assertThat(statusOf(refused)).isEqualTo(403)));
    }

    /** The id of a SockJS session stands in addresses and logs: it opens nothing for anybody else. */
    @Test
    void nobodySpeaksInTheSessionOfAnother() {
        Person chidi = Person.newMember(SERVER.uri(), "Chidi");
        String session = "/000/" + UUID.randomUUID();
        assertThat(ask(bo, "POST", session + "/xhr", SERVER.uri().toString()).body())
                .isEqualTo("o\n");

        Page listening = ask(chidi, "POST", session + "/xhr", SERVER.uri().toString());
        Page speaking = ask(chidi, "POST", session + "/xhr_send", SERVER.uri().toString());
        Page own = ask(bo, "POST", session + "/xhr_send", SERVER.uri().toString());

        assertThat(listening.status()).isEqualTo(404);
        assertThat(speaking.status()).isEqualTo(404);
        assertThat(own.status()).isEqualTo(204);
    }

    static Stream<Arguments> wrongTokens() {
        return Stream.of(Line.values())
                .flatMap(line -> Stream.of("CONNECT", "STOMP")
                        .flatMap(command -> Stream.of("none", "empty", "wrong", "anothers")
                                .map(token -> Arguments.of(line, command, token))));
    }

    @ParameterizedTest
    @MethodSource("wrongTokens")
    void aConnectWithoutTheTokenOfThePageIsAnsweredWithAnErrorAndClosed(Line line, String command, String token) {
        Map<String, String> headers = new LinkedHashMap<>(Map.of("accept-version", "1.2", "host", "parley"));
        switch (token) {
            case "empty" -> headers.put(bo.csrfHeader(), "");
            case "wrong" -> headers.put(bo.csrfHeader(), UUID.randomUUID().toString());
            case "anothers" ->
                headers.put(bo.csrfHeader(), Person.visiting(SERVER.uri()).csrfToken());
            default -> {}
        }
        try (StompConnection connection = line.openTransport(bo)) {
            connection.send(new StompFrame(command, headers));

            assertThat(connection.awaitError().header("message"))
                    .isEqualTo("CSRF token missing or out of date: load the page again");
            assertThat(connection.awaitClosed()).startsWith(line == Line.NATIVE ? "1002" : "[1002");
        }
    }

    /** Cookies are the browser's: in another tab somebody else may have signed in since the page was made. */
    @ParameterizedTest
    @EnumSource
    void aPageThatBelongsToSomebodyElseGetsNoLine(Line line) {
        Map<String, String> headers =
                new LinkedHashMap<>(Map.of("accept-version", "1.2", "host", "parley", bo.csrfHeader(), bo.csrfToken()));
        for (String stranger : List.of("1" + bo.id(), "", "0" + bo.id(), "bo")) {
            headers.put("user", stranger);
            try (StompConnection connection = line.openTransport(bo)) {
                connection.send(new StompFrame("CONNECT", headers));

                assertThat(connection.awaitError().header("message"))
                        .isEqualTo("Somebody else is signed in: load the page again");
                assertThat(connection.awaitClosed()).startsWith(line == Line.NATIVE ? "1002" : "[1002");
            }
        }
        headers.put("user", bo.id());
        try (StompConnection connection = line.openTransport(bo)) {
            connection.send(new StompFrame("CONNECT", headers));
            connection.subscribe("/user/queue/errors");
            connection.settle();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoOpensASocketAndSaysNothingIsShownTheDoorInTenSeconds(Line line) {
        long begin = System.nanoTime();
        try (StompConnection silent = line.openTransport(bo)) {
            String reason = silent.awaitClosed();

            assertThat(reason).contains("1008", "No CONNECT");
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(13));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFrameOverTheLimitEndsOnlyTheConnectionThatSentIt(Line line) {
        long room = bo.createRoom("Large frames", "open");
        String errors = "/user/queue/errors";
        try (StompConnection bystander = StompConnection.open(bo);
                StompConnection large = persistent(line).connect(bo.csrfHeader(), bo.csrfToken())) {
            large.send("/app/rooms/" + room + "/messages", Map.of("body", "x".repeat(200_000)));

            assertThat(large.awaitClosed()).contains("1009");
            bystander.subscribe(errors);
            bystander.subscribe("/topic/none");
            bystander.await(errors, _ -> true);
            assertThat(bo.transcript(room, "").path("messages")).isEmpty();
        }
    }

    /** 10,000 characters that JSON may write as two escapes each: the longest message there is. */
    @ParameterizedTest
    @EnumSource
    void theLongestMessageFits(Line line) {
        long room = bo.createRoom("Long messages", "open");
        String clientId = UUID.randomUUID().toString();
        String json = "{\"clientId\": \"%s\", \"body\": \"%s\"}".formatted(clientId, "\\ud83e\\udd8a".repeat(10_000));
        try (StompConnection connection = line.open(bo)) {
            connection.subscribe("/user/queue/acks");

            connection.send(new StompFrame(
                    "SEND",
                    Map.of("destination", "/app/rooms/" + room + "/messages", "content-type", "application/json"),
                    json));

            connection.await(
                    "/user/queue/acks", ack -> ack.path("status").asString().equals("stored"));
        }
    }

    /** The container keeps the request of a handshake; what Spring attached to it would make each idle socket cost more. */
    @Test
    void anOpenSocketKeepsNoLuggageOfItsHandshake() {
        int sockets = 30;
        List<StompConnection> open =
                Stream.generate(() -> StompConnection.open(bo)).limit(sockets).toList();
        try {
            assertThat(SERVER.liveObjects(LiveSession.class.getName())).isGreaterThanOrEqualTo(sockets);
            assertThat(SERVER.liveObjects(ServerRequestObservationContext.class.getName()))
                    .isLessThan(sockets / 2);
            assertThat(SERVER.liveObjects(FlashMap.class.getName())).isLessThan(sockets / 2);
        } finally {
            open.forEach(StompConnection::close);
        }
    }

    private static int statusOf(Throwable refused) {
        return ((WebSocketHandshakeException) refused.getCause()).getResponse().statusCode();
    }

    private static String here(String origin) {
        return origin.replace("PORT", Integer.toString(SERVER.uri().getPort()));
    }

    private static Page ask(Person person, String method, String path, String origin) {
        String address = "/ws" + path.replace("SESSION", UUID.randomUUID().toString());
        return person.exchange(person.request(address)
                .header("Origin", origin)
                .header("Content-Type", "text/plain")
                .method(
                        method,
                        method.equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString("[\"\\n\"]")));
    }

    /** Hears the server's last word even when the server stops listening in the middle of a frame. */
    private StompConnection persistent(Line line) {
        return line == Line.NATIVE ? StompConnection.openRawTransport(bo) : line.openTransport(bo);
    }
}
