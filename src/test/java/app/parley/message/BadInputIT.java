package app.parley.message;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.Line;
import app.parley.testing.OnBothDatabases;
import app.parley.testing.Page;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.StompFrame;
import app.parley.testing.TestDatabase;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Bad input hurts nobody: whoever sent it reads what is wrong, nothing is stored, nothing of the inside is shown, and a
 * bystander hears on. After every test the rows are counted and the bystander is asked.
 */
@OnBothDatabases
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {

    private static final int TRIES = 5;

    /** As much comes with the head of a request; of more the server need not have read all when it refuses. */
    private static final int AT_ONCE = 16_000;

    /** Tokens and nonces, in which any four letters may stand. */
    private static final Pattern CHANCE =
            Pattern.compile("(?:nonce|name=\"(?:_csrf|csp-nonce)\" (?:content|value))=\"[\\w-]+=*\"");

    private static final String ACKS = "/user/queue/acks";
    private static final String ERRORS = "/user/queue/errors";
    private static final String FORM = "application/x-www-form-urlencoded";

    /** What would tell how the server is built: packages, exceptions, stack traces, files of ours, statements. */
    private static final Pattern INSIDE = Pattern.compile(
            "(?i)\\b(?:java|jakarta|org|com|app|tools)\\.[a-z]+\\.|[a-z]Exception|\\bat [a-z.]+\\(|\\.java\\b|/tmp/"
                    + "|jdbc|sqlite|mariadb|mysql|hibernate|jetty|thymeleaf|(?:select|insert into|update) [a-z_]+ ");

    @Parameter
    private TestDatabase family;

    private ParleyServer server;
    private Person bo;
    private long room;
    private long archived;
    private StompConnection bystander;
    private long rows;

    @BeforeParameterizedClassInvocation
    void aRoomWithABystander() {
        server = ParleyServer.shared(family);
        bo = Person.newMember(server.uri(), "Bo");
        Person ines = Person.newMember(server.uri(), "Ines");
        room = bo.createRoom("Bad input", "open");
        archived = bo.createRoom("Archived", "open");
        bo.post(archived, "while it was open");
        bo.post("/rooms/" + archived + "/archive", Map.of()).expect(303);
        ines.join(room);
        bystander = StompConnection.open(ines);
        bystander.subscribe("/topic/rooms." + room);
        bystander.subscribe(ACKS);
        bystander.post(room, UUID.randomUUID().toString(), "I am listening");
        rows = rows();
    }

    @AfterEach
    void nothingIsStoredAndTheBystanderHearsOn() {
        assertThat(rows()).isEqualTo(rows);
        bo.post(room, "all is well");
        rows++;
        bystander.awaitCount("/topic/rooms." + room, (int) rows);
        assertThat(bystander.isOpen()).isTrue();
    }

    @AfterParameterizedClassInvocation
    void leave() {
        bystander.close();
    }

    static Stream<Arguments> refusedTexts() {
        return Stream.of(
                        Arguments.of("is too long", "x".repeat(10_001)),
                        Arguments.of("is too long", "\ud83e\udd8a".repeat(10_001)),
                        Arguments.of("is empty", ""),
                        Arguments.of("is empty", " \t\r\n \u2003"),
                        Arguments.of("control characters", "a\u0000b"),
                        Arguments.of("control characters", "a\u0007b"),
                        Arguments.of("control characters", "a\u001bb"),
                        Arguments.of("control characters", "a\rb"),
                        Arguments.of("control characters", "a\u007fb"),
                        Arguments.of("control characters", "a\u0085b"))
                .flatMap(
                        text -> Stream.of(Line.values()).map(line -> Arguments.of(line, text.get()[0], text.get()[1])));
    }

    @ParameterizedTest
    @MethodSource("refusedTexts")
    void aRefusedTextIsAnsweredWithASentence(Line line, String sentence, String body) {
        try (StompConnection connection = heard(line)) {
            JsonNode ack = connection.post(room, UUID.randomUUID().toString(), body);

            assertThat(ack.path("status").asString()).isEqualTo("rejected");
            assertThat(ack.path("reason").asString()).contains(sentence);
            assertThat(refusal(connection).path("reason").asString()).contains(sentence);
            assertThat(connection.isOpen()).isTrue();
        }
        if (line == Line.NATIVE) {
            Page json = bo.post(room, body, UUID.randomUUID().toString());
            Page page = bo.send(
                    messages(),
                    Map.of("body", body, "clientId", UUID.randomUUID().toString()),
                    "text/html");

            assertProblem(json, 422);
            assertThat(json.json().path("detail").asString()).contains(sentence);
            assertPage(page, 422);
            assertThat(page.body()).contains(sentence);
        }
    }

    @Test
    void aDraftThatCouldNeverBePostedIsAnsweredWithASentence() {
        Page refused = bo.post("/rooms/" + room + "/draft", Map.of("body", "x".repeat(10_001)));

        assertProblem(refused, 422);
        assertThat(refused.json().path("detail").asString()).contains("is too long");
    }

    static Stream<Arguments> payloads() {
        return Stream.of(
                        "{\"clientId\": \"UUID\", \"body\": \"\\ud83e\"}",
                        "{\"clientId\": \"UUID\", \"body\": \"\\udd8a\\ud83e\"}",
                        "{\"clientId\": \"UUID\"}",
                        "{\"clientId\": \"UUID\", \"body\": null}",
                        "{\"body\": \"no id\"}",
                        "{\"clientId\": null, \"body\": \"no id\"}",
                        "{\"clientId\": \"\", \"body\": \"no id\"}",
                        "{\"clientId\": \"1\", \"body\": \"no UUID\"}",
                        "{\"clientId\": \"UUID'\", \"body\": \"no UUID\"}",
                        "{\"clientId\": \"{UUID}\", \"body\": \"no UUID\"}",
                        "{\"clientId\": \"UUID\", \"body\": \"reply\", \"replyTo\": 999999}",
                        "{\"clientId\": \"UUID\", \"body\": \"reply\", \"replyTo\": 0}",
                        "{\"clientId\": \"UUID\", \"body\": \"reply\", \"replyTo\": -1}",
                        "{\"clientId\": \"UUID\", \"body\": \"reply\", \"replyTo\": 9223372036854775807}",
                        // not understood
                        "{\"clientId\": \"UUID\", \"body\": 5}",
                        "{\"clientId\": \"UUID\", \"body\": true}",
                        "{\"clientId\": \"UUID\", \"body\": [\"a\"]}",
                        "{\"clientId\": \"UUID\", \"body\": {\"a\": 1}}",
                        "{\"clientId\": 5, \"body\": \"a\"}",
                        "{\"clientId\": \"UUID\", \"body\": \"reply\", \"replyTo\": 9223372036854775808}",
                        "{\"clientId\": \"UUID\", \"body\": \"reply\", \"replyTo\": 1e999}",
                        "{\"clientId\": \"UUID\", \"body\": \"reply\", \"replyTo\": 1.5}",
                        "{\"clientId\": \"UUID\", \"body\": \"reply\", \"replyTo\": \"first\"}",
                        "{\"clientId\": \"UUID\", \"body\": \"reply\", \"replyTo\": " + "9".repeat(100_000) + "}",
                        "{\"clientId\": \"UUID\", \"body\": \"a\", \"attachments\": 5}",
                        "{\"clientId\": \"UUID\", \"body\": \"a\", \"attachments\": " + "[".repeat(5_000) + "}",
                        "{\"clientId\": \"UUID\", \"body\": \"a\"",
                        "{\"clientId\": \"UUID\", \"body\": \"a",
                        "{clientId: \"UUID\", body: \"a\"}",
                        "[]",
                        "[{\"clientId\": \"UUID\", \"body\": \"a\"}]",
                        "null",
                        "5",
                        "\"text\"",
                        "text",
                        "",
                        "<message/>",
                        "\u0001")
                .flatMap(payload -> Stream.of(Line.values()).map(line -> Arguments.of(line, payload)));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("payloads")
    void aPayloadThatIsNoMessageIsRefused(Line line, String payload) {
        try (StompConnection connection = heard(line)) {
            connection.send(sendOf(payload, "application/json"));

            JsonNode refusal = refusal(connection);

            assertThat(refusal.path("destination").asString()).isEqualTo(destination());
            assertThat(connection.received(ACKS))
                    .allMatch(ack -> ack.json().path("status").asString().equals("rejected"));
            assertThat(connection.isOpen()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aContentTypeThatIsNoJsonIsRefused(Line line) {
        String payload = "{\"clientId\": \"UUID\", \"body\": \"a\"}";
        List<String> types = List.of(
                "text/plain", "application/xml", "application/octet-stream", "application/x-java-serialized-object");
        try (StompConnection connection = heard(line)) {
            types.forEach(type -> connection.send(sendOf(payload, type)));

            connection.awaitCount(ERRORS, types.size()).forEach(refusal -> assertTellsNothing(refusal.body()));
            assertThat(connection.isOpen()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRoomThatIsNotThereOrIsArchivedIsRefused(Line line) {
        try (StompConnection connection = heard(line)) {
            JsonNode unknown = connection.post(999_999, UUID.randomUUID().toString(), "to nobody");
            JsonNode huge =
                    connection.post(999_999_999_999_999_999L, UUID.randomUUID().toString(), "to nobody");
            JsonNode readOnly = connection.post(archived, UUID.randomUUID().toString(), "too late");

            assertThat(List.of(unknown, huge, readOnly))
                    .extracting(ack -> ack.path("status").asString())
                    .containsOnly("rejected");
            assertThat(readOnly.path("reason").asString()).contains("archived");
            connection.awaitCount(ERRORS, 3).forEach(refusal -> assertTellsNothing(refusal.body()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void otherVerbsRefuseTheirPayloadsToo(Line line) {
        List<String> targets = List.of("/messages/1/edit", "/messages/999999/edit", "/messages/999999/delete", "/read");
        try (StompConnection connection = heard(line)) {
            for (String target : targets) {
                for (String payload :
                        List.of("{\"body\": [], \"seq\": []}", "{", "{\"body\": \"\\u0000\", \"seq\": -1}")) {
                    connection.send(
                            new StompFrame("SEND", Map.of("destination", "/app/rooms/" + room + target), payload));
                }
            }

            List<StompFrame> refusals = connection.awaitCount(ERRORS, targets.size() * 3);

            refusals.forEach(refusal -> assertTellsNothing(refusal.body()));
            assertThat(connection.isOpen()).isTrue();
        }
    }

    /** RFC 6455 §8.1: text that is not UTF-8 fails the connection. In a binary message it is bad JSON. */
    @Test
    void bytesThatAreNoTextAreNotStored() {
        byte[] frame = ("SEND\ndestination:" + destination() + "\n\n{\"clientId\": \"" + UUID.randomUUID()
                        + "\", \"body\": \"\u00ff\"}\0")
                .getBytes(StandardCharsets.ISO_8859_1);
        try (StompConnection text = StompConnection.openRawTransport(bo).connect(bo.csrfHeader(), bo.csrfToken());
                StompConnection binary = heard(Line.NATIVE)) {
            text.sendText(frame);
            binary.sendBinary(frame);

            assertThat(text.awaitClosed()).startsWith("1007");
            assertTellsNothing(refusal(binary).toString());
        }
    }

    @Test
    void framesThatNoClientMaySendEndOnlyTheirConnection() {
        byte[] frame = "SEND\n\n\0".getBytes(StandardCharsets.US_ASCII);
        for (int opcode : new int[] {0, 3, 7, 11, 15}) {
            try (StompConnection raw = StompConnection.openRawTransport(bo)) {
                raw.sendWebSocketFrame(opcode, frame, true);

                assertThat(raw.awaitClosed()).startsWith("1002");
            }
        }
        try (StompConnection unmasked = StompConnection.openRawTransport(bo)) {
            unmasked.sendWebSocketFrame(1, frame, false);

            assertThat(unmasked.awaitClosed()).startsWith("1002");
        }
    }

    static Stream<Arguments> sockJsBodies() {
        return Stream.of(
                Arguments.of(400, ""),
                Arguments.of(400, "[\"x"),
                Arguments.of(400, "{\"a\": 1}"),
                Arguments.of(400, "[null]"),
                Arguments.of(400, "[[\"x\"]]"),
                Arguments.of(400, "[{}]"),
                Arguments.of(400, "null"),
                Arguments.of(400, "x"),
                Arguments.of(400, "[".repeat(100_000)),
                Arguments.of(413, "[\"" + "x".repeat(300_000) + "\"]"),
                Arguments.of(413, "[\"x\",".repeat(900_000)));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("sockJsBodies")
    void aSockJsRequestThatIsNoListOfTextsIsRefused(int status, String body) {
        String session = "/ws/000/" + UUID.randomUUID();
        post(session + "/xhr", "text/plain", new byte[0]).expect(200);

        Page answer = post(session + "/xhr_send", "text/plain", body.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(status);
        assertTellsNothing(answer.body());
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                        // addresses
                        "404 GET /rooms/abc",
                        "404 GET /rooms/-1",
                        "404 GET /rooms/0",
                        "404 GET /rooms/1.5",
                        "404 GET /rooms/99999999999999999999999",
                        "404 GET /rooms/999999999999999999",
                        "404 GET /rooms/%F0%9F%A6%8A",
                        "404 GET /rooms/ROOM/unknown",
                        "404 GET /rooms/abc/messages",
                        "404 GET /rooms/abc/settings",
                        "404 GET /rooms/abc/members",
                        "404 GET /rooms/ROOM/messages/abc",
                        "404 GET /rooms/ROOM/messages/0",
                        "404 GET /rooms/ROOM/messages/-1",
                        "404 GET /rooms/ROOM/messages/99999999999999999999999",
                        "404 GET /rooms/ROOM/messages/9223372036854775807",
                        "404 GET /users/abc",
                        "404 GET /users/99999999999999999999999",
                        "404 GET /users/999999999999999999",
                        "404 POST /rooms/abc/messages",
                        "404 POST /rooms/abc",
                        "404 POST /rooms/abc/membership",
                        "404 POST /rooms/99999999999999999999999/membership/delete",
                        "404 POST /rooms/ROOM/members/abc/delete",
                        "404 POST /rooms/ROOM/members/999999/delete",
                        "400 POST /rooms/ROOM/members/999999?role=king",
                        "404 POST /rooms/ROOM/members/999999?role=owner",
                        "404 POST /rooms/ROOM/members/abc?role=owner",
                        "404 POST /rooms/ROOM/messages/abc",
                        "404 POST /rooms/ROOM/messages/999999999999/delete",
                        "404 GET /nowhere",
                        // queries
                        "400 GET /rooms/ROOM/messages?before=abc",
                        "400 GET /rooms/ROOM/messages?before=1.5",
                        "400 GET /rooms/ROOM/messages?before=99999999999999999999999",
                        "400 GET /rooms/ROOM/messages?before=1&after=1",
                        "400 GET /rooms/ROOM/messages?changed=1&around=1",
                        "400 GET /rooms/ROOM/messages?before=-1",
                        "400 GET /rooms/ROOM/messages?changed=-1",
                        "400 GET /rooms?after=abc",
                        "400 GET /rooms?after=99999999999999999999999",
                        // verbs
                        "405 DELETE /rooms",
                        "405 PUT /rooms/ROOM/messages",
                        "404 POST /rooms/list")
                .map(row -> Arguments.of((Object[]) row.split(" ")));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aBadRequestGetsAPageAndAProblem(int status, String method, String path) {
        Page page = ask(method, path, "text/html");
        Page problem = ask(method, path, "application/json");

        assertPage(page, status);
        assertThat(problem.status()).isIn(status, 406);
        assertProblem(problem, problem.status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/rooms/%00", "/rooms/%FF", "/rooms/1%3Bx=1", "/js/%2e%2e%2fsecret", "/rooms//1", "/rooms/1/../2"
            })
    void anAddressThatIsNoneIsRefusedBeforeAnybodyReadsIt(String address) {
        Page answer = ask("GET", address, "text/html");

        assertThat(answer.status()).isIn(400, 404);
        assertTellsNothing(answer.body());
        assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
    }

    static Stream<Arguments> bodies() {
        String uuid = UUID.randomUUID().toString();
        String crlf = "\r\n";
        String part = "--b" + crlf + "Content-Disposition: form-data; name=\"body\"" + crlf + crlf + "a" + crlf;
        return Stream.of(
                // a form whose encoding is broken
                Arguments.of(FORM, "clientId=" + uuid + "&body=%"),
                Arguments.of(FORM, "clientId=" + uuid + "&body=%ZZ"),
                Arguments.of(FORM, "clientId=" + uuid + "&body=%C3%28"),
                Arguments.of(FORM, "clientId=" + uuid + "&body=%FF"),
                Arguments.of(FORM, "clientId=" + uuid + "&body=%ED%A0%80"),
                Arguments.of(FORM, "clientId=" + uuid + "&body=\u00ff"),
                Arguments.of(FORM, "clientId=" + uuid + "&body=a%00b"),
                Arguments.of(FORM, "clientId=" + uuid),
                Arguments.of(FORM, "body=a"),
                Arguments.of(FORM, "clientId=1&body=a"),
                Arguments.of(FORM, "clientId=" + uuid + "&clientId=" + uuid + "&body=a"),
                Arguments.of(FORM, "clientId=" + uuid + "&body=a&replyTo=abc"),
                Arguments.of(FORM, "clientId=" + uuid + "&body=a&replyTo=99999999999999999999"),
                Arguments.of(FORM, "clientId=" + uuid + "&body=a&replyTo=-1"),
                Arguments.of(FORM, ""),
                Arguments.of(FORM, "&".repeat(20_000)),
                Arguments.of(FORM, "a=1&".repeat(20_000)),
                Arguments.of(FORM, "clientId=" + uuid + "&body=" + "x".repeat(300_000)),
                // multipart that is none
                Arguments.of("multipart/form-data", part),
                Arguments.of("multipart/form-data; boundary=b", ""),
                Arguments.of("multipart/form-data; boundary=b", "nothing of the kind"),
                Arguments.of("multipart/form-data; boundary=b", part),
                Arguments.of(
                        "multipart/form-data; boundary=b",
                        "--b" + crlf + "no header" + crlf + crlf + "a" + crlf + "--b--"),
                Arguments.of("multipart/form-data; boundary=" + "b".repeat(2_000), part),
                // what is no form
                Arguments.of("application/json", "{\"clientId\": \"" + uuid + "\", \"body\": \"a\"}"),
                Arguments.of("application/json", "{"),
                Arguments.of("text/plain", "clientId=" + uuid + "&body=a"),
                Arguments.of("application/xml", "<a/>"),
                Arguments.of("no type", "a"),
                Arguments.of("application/x-www-form-urlencoded; charset=unknown", "clientId=" + uuid + "&body=a"),
                Arguments.of("application/octet-stream", "a"));
    }

    @ParameterizedTest(name = "{index} {0}")
    @MethodSource("bodies")
    void aBodyThatIsNoFormIsRefused(String type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);

        Page page = post(messages(), type, "text/html", bytes);
        Page problem = post(messages(), type, "application/json", bytes);

        assertThat(page.status()).isBetween(400, 499);
        assertPage(page, page.status());
        assertThat(problem.status()).isBetween(400, 499);
        assertProblem(problem, problem.status());
    }

    @ParameterizedTest
    @MethodSource("otherForms")
    void otherFormsComeBackWithTheMistake(String path, String fields) {
        Page page = post(
                path.replace("ROOM", Long.toString(room)),
                FORM,
                "text/html",
                fields.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(page.status()).isBetween(400, 499);
        assertPage(page, page.status());
    }

    static Stream<Arguments> otherForms() {
        return Stream.of(
                Arguments.of("/rooms", ""),
                Arguments.of("/rooms", "name=&kind=open"),
                Arguments.of("/rooms", "name=%00&kind=open"),
                Arguments.of("/rooms", "name=%ED%A0%80&kind=open"),
                Arguments.of("/rooms", "name=" + "x".repeat(1_000) + "&kind=open"),
                Arguments.of("/rooms", "name=a&kind=unknown"),
                Arguments.of("/rooms", "name=a&kind=direct"),
                Arguments.of("/rooms", "name=a&kind=open&description=" + "x".repeat(100_000)),
                Arguments.of("/rooms/ROOM", "name=&kind=open"),
                Arguments.of("/rooms/ROOM/involvement", ""),
                Arguments.of("/rooms/ROOM/involvement", "involvement=loud"),
                Arguments.of("/rooms/ROOM/members", "username="),
                Arguments.of("/rooms/ROOM/members", "username=%00"),
                Arguments.of("/rooms/ROOM/members", "username=nobody"),
                Arguments.of("/rooms/ROOM/messages/1", "body="),
                Arguments.of("/profile", "name=%00"),
                Arguments.of("/profile", "name=" + "x".repeat(1_000)),
                Arguments.of("/profile/password", "current=a&password=" + "x".repeat(100_000)));
    }

    /** Whatever a body claims about sender, time, number or room, the server knows better. */
    @ParameterizedTest
    @EnumSource
    void fieldsThatAreNotTheClientsAreIgnored(Line line) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("clientId", UUID.randomUUID().toString());
        claims.put("body", "mine");
        claims.put("id", 1);
        claims.put("seq", 999);
        claims.put("room", archived);
        claims.put("author", Map.of("id", 1, "name", "Somebody"));
        claims.put("authorId", 1);
        claims.put("createdAt", "2001-01-01T00:00:00Z");
        claims.put("html", "<script></script>");
        try (StompConnection connection = heard(line)) {
            connection.send(destination(), claims);
            connection.await(ACKS, ack -> ack.path("status").asString().equals("stored"));
            rows++;
        }
        JsonNode event = bystander.await(
                "/topic/rooms." + room,
                e -> e.path("message").path("clientId").equals(StompFrame.JSON.valueToTree(claims.get("clientId"))));

        JsonNode message = event.path("message");
        assertThat(message.path("seq").asLong())
                .isEqualTo(rows)
                .isEqualTo(event.path("seq").asLong());
        assertThat(message.path("author").path("id").asString()).isEqualTo(bo.id());
        assertThat(message.path("createdAt").asString()).doesNotStartWith("2001");
        assertThat(message.path("html").asString()).doesNotContain("<script");
    }

    private StompConnection heard(Line line) {
        StompConnection connection = line.open(bo);
        connection.subscribe(ACKS);
        connection.subscribe(ERRORS);
        return connection;
    }

    private static JsonNode refusal(StompConnection connection) {
        JsonNode refusal = connection.await(ERRORS, _ -> true);
        assertTellsNothing(refusal.toString());
        assertThat(refusal.path("reason").asString()).isNotBlank();
        return refusal;
    }

    private StompFrame sendOf(String payload, String type) {
        String json = payload.replace("UUID", UUID.randomUUID().toString());
        return new StompFrame("SEND", Map.of("destination", destination(), "content-type", type), json);
    }

    private String destination() {
        return "/app" + messages();
    }

    private String messages() {
        return "/rooms/" + room + "/messages";
    }

    private Page ask(String method, String path, String accept) {
        return bo.exchange(bo.request(path.replace("ROOM", Long.toString(room)))
                .header("Accept", accept)
                .header(bo.csrfHeader(), bo.csrfToken())
                .method(method, HttpRequest.BodyPublishers.noBody()));
    }

    private Page post(String path, String type, byte[] body) {
        return post(path, type, "*/*", body);
    }

    /** A server that refuses before it has read all closes the connection, and what it said may be lost (RFC 9112, 9.6). */
    private Page post(String path, String type, String accept, byte[] body) {
        for (int i = 1; ; i++) {
            try {
                return bo.exchange(bo.request(path)
                        .header("Accept", accept)
                        .header("Content-Type", type)
                        .header(bo.csrfHeader(), bo.csrfToken())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
            } catch (UncheckedIOException e) {
                if (body.length <= AT_ONCE || i == TRIES) {
                    throw e;
                }
            }
        }
    }

    private static void assertPage(Page page, int status) {
        assertThat(page.status()).as(page.uri() + "\n" + page.body()).isEqualTo(status);
        assertThat(page.headers().firstValue("content-type").orElse("")).startsWith("text/html");
        assertThat(page.body()).contains("<main");
        assertTellsNothing(page.body());
    }

    private static void assertProblem(Page problem, int status) {
        assertThat(problem.status()).as(problem.uri() + "\n" + problem.body()).isEqualTo(status);
        assertThat(problem.headers().firstValue("content-type").orElse("")).startsWith("application/problem+json");
        assertThat(problem.json().path("status").asInt()).isEqualTo(status);
        assertThat(problem.json().path("detail").asString("")).isNotBlank();
        assertTellsNothing(problem.body());
    }

    private static void assertTellsNothing(String answer) {
        String said = CHANCE.matcher(answer).replaceAll("");
        assertThat(INSIDE.matcher(said).results().map(MatchResult::group)).isEmpty();
    }

    private long rows() {
        try (Connection connection = server.database().connect();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from message where room_id = " + room
                        + " and body <> '' or room_id = " + archived + " and seq > 1")) {
            count.next();
            return count.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
