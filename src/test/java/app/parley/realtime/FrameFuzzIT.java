package app.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.Line;
import app.parley.testing.Page;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.Scale;
import app.parley.testing.StompConnection;
import app.parley.testing.StompFrame;
import app.parley.testing.TestDatabase;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Guarantee P9: whatever somebody sends, nobody else notices. Bystanders on both lines post and hear while a thousand
 * broken frames, messages and requests come in; the server answers with its fixed sentences and has nothing to regret in
 * its log.
 */
class FrameFuzzIT {

    private static final int CASES = Scale.of(1_000);
    private static final int BETWEEN_CHECKS = 20;
    private static final String ACKS = "/user/queue/acks";
    private static final String ERRORS = "/user/queue/errors";
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;

    /** A frame that goes on hides the question behind it; nobody answers then. */
    private static final Duration SOON = Duration.ofMillis(100);

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Not among them: Server error, which would be our mistake. */
    private static final Set<String> VOCABULARY = Set.of(
            "CONNECT first",
            "Connected already",
            "Command not supported",
            "CSRF token missing or out of date: load the page again",
            "Malformed frame",
            "Session closed.",
            "SEND needs the header destination",
            "SUBSCRIBE needs the headers id and destination",
            "Too many headers",
            "UNSUBSCRIBE needs the header id");

    private final Random random = Scale.random("FrameFuzzIT");
    private final Map<String, Integer> answers = new TreeMap<>();
    private final Deque<String> latest = new ArrayDeque<>();
    private final Map<Line, StompConnection> bystanders = new EnumMap<>(Line.class);
    private final List<String> posted = new ArrayList<>();
    private FreshDatabase database;
    private ParleyServer server;
    private Person attacker;
    private long room;
    private FrameFuzz fuzz;
    private @Nullable StompConnection connection;

    @BeforeEach
    void bystandersInARoomWithAnAttacker() {
        database = TestDatabase.SQLITE.fresh();
        server = ParleyServer.on(database).unlimited().label("fuzz").start();
        attacker = Person.newMember(server.uri(), "Mallory");
        Person bo = Person.newMember(server.uri(), "Bo");
        room = bo.createRoom("Under attack", "open");
        attacker.join(room);
        for (Line line : Line.values()) {
            StompConnection bystander = line.open(bo);
            bystander.subscribe(ACKS);
            bystander.subscribe(topic());
            bystanders.put(line, bystander);
        }
        fuzz = new FrameFuzz(random, room, attacker);
    }

    @AfterEach
    void stop() {
        bystanders.values().forEach(StompConnection::close);
        server.close();
        database.close();
    }

    @Test
    void whateverSomebodySendsTheOthersNoticeNothing() throws IOException {
        for (int number = 1; number <= CASES; number++) {
            int way = random.nextInt(20);
            if (way < 3) {
                sendEnvelope(number);
            } else {
                attack(number, way < 6 ? Line.SOCKJS : Line.NATIVE);
            }
            if (number % BETWEEN_CHECKS == 0) {
                check();
            }
        }
        check();

        System.out.println(CASES + " cases, answers " + answers);
        assertThat(answers.keySet()).contains("Malformed frame", "CONNECT first", "a refusal, and the line lives on");
        for (StompConnection bystander : bystanders.values()) {
            assertThat(bystander.isOpen()).isTrue();
            List<StompFrame> events = bystander.received(topic());
            assertThat(events.stream()
                            .map(event -> event.json().path("message"))
                            .filter(message ->
                                    posted.contains(message.path("clientId").asString()))
                            .map(message -> message.path("clientId").asString()))
                    .isEqualTo(posted);
        }
    }

    /** One case on the attacker's line, or on a new one if that is gone. */
    private void attack(int number, Line line) {
        StompConnection open = line == Line.SOCKJS ? sockJs() : connection();
        byte[] frame = fuzz.next();
        note(number, line.name(), frame);
        if (line == Line.SOCKJS) {
            open.sendRaw(new String(frame, StandardCharsets.UTF_8));
        } else {
            deliver(open, frame);
        }
        awaitEffect(open);
        if (line == Line.SOCKJS) {
            open.abort();
        }
    }

    private void deliver(StompConnection open, byte[] frame) {
        switch (random.nextInt(8)) {
            case 0 -> open.sendWebSocketFrame(2, frame, true);
            case 1 -> {
                List<byte[]> parts = split(frame);
                for (int i = 0; i < parts.size() - 1; i++) {
                    open.sendFragment(i == 0 ? TEXT : CONTINUATION, parts.get(i));
                }
                open.sendWebSocketFrame(parts.size() == 1 ? TEXT : CONTINUATION, parts.getLast(), true);
            }
            case 2 -> split(frame).forEach(open::sendText);
            case 3 -> {
                if (random.nextInt(4) == 0) { // reserved bits, reserved opcodes, control frames of any size
                    open.sendWebSocketFrame(random.nextInt(128), frame, random.nextInt(4) > 0);
                } else {
                    open.sendText(frame);
                }
            }
            default -> open.sendText(frame);
        }
    }

    private List<byte[]> split(byte[] frame) {
        List<byte[]> parts = new ArrayList<>();
        int from = 0;
        for (int i = random.nextInt(5); i > 0 && from < frame.length; i--) {
            int to = from + random.nextInt(frame.length - from);
            parts.add(Arrays.copyOfRange(frame, from, to));
            from = to;
        }
        parts.add(Arrays.copyOfRange(frame, from, frame.length));
        return parts;
    }

    /** Waits for the effect; a frame that goes on is ended, as far as a NUL can do that. */
    private void awaitEffect(StompConnection open) {
        if (!isAnswered(open, "", SOON) && !isAnswered(open, "\0\n", PATIENCE)) {
            open.abort();
            count("nothing: the frame goes on");
            return;
        }
        open.error().ifPresent(error -> {
            if (error.command().equals("ERROR")) {
                count(error.header("message"));
                assertThat(error.header("message")).as(latest.getLast()).isIn(VOCABULARY);
                assertThat(error.body()).as(latest.getLast()).isIn("", error.header("message"));
            } else {
                assertThat(error.command()).as(latest.getLast()).isEqualTo("unexpected RECEIPT");
            }
        });
        if (open.isOpen()) {
            count("a refusal, and the line lives on");
        } else if (open.error().isEmpty()) {
            count("closed: " + open.awaitClosed().replaceAll("[^0-9a-z_ ].*", ""));
            assertThat(open.awaitClosed()).as(latest.getLast()).doesNotContain("answered 5");
        }
    }

    /** Asks for something harmless behind the attack: the answer, or the end of the line, comes after its effect. */
    private static boolean isAnswered(StompConnection open, String before, Duration patience) {
        String unknown = "/topic/settled." + UUID.randomUUID();
        open.sendRaw(before + "SUBSCRIBE\nid:settled\ndestination:" + unknown + "\n\n\0");
        try {
            Awaitility.await()
                    .atMost(patience)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> !open.isOpen()
                            || open.received(ERRORS).stream()
                                    .anyMatch(refusal -> refusal.body().contains(unknown)));
            return true;
        } catch (ConditionTimeoutException _) {
            return false;
        }
    }

    /** A request to a SockJS session whose body is damaged. */
    private void sendEnvelope(int number) {
        String session = "/ws/000/" + UUID.randomUUID();
        request(session + "/xhr", new byte[0]).expect(200);
        byte[] envelope = fuzz.envelope();
        note(number, "envelope", envelope);

        Page answer = request(session + "/xhr_send", envelope);

        count("xhr_send answers " + answer.status());
        assertThat(answer.status()).as(latest.getLast()).isLessThan(500);
        assertThat(answer.body()).as(latest.getLast()).doesNotContain("Exception", "\tat ");
    }

    private Page request(String path, byte[] body) {
        return attacker.exchange(attacker.request(path)
                .header("Origin", server.uri().toString())
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private StompConnection connection() {
        StompConnection open = connection;
        if (open == null || !open.isOpen() || random.nextInt(10) == 0) {
            if (open != null) {
                open.abort();
            }
            open = begin(StompConnection.openRawTransport(attacker));
            connection = open;
        }
        return open;
    }

    private StompConnection sockJs() {
        return begin(StompConnection.openSockJsTransport(attacker));
    }

    /** Usually connected, so that the attack gets further. */
    private StompConnection begin(StompConnection open) {
        if (random.nextInt(10) > 0) {
            open.connect(attacker.csrfHeader(), attacker.csrfToken());
            open.subscribe(ERRORS);
        }
        return open;
    }

    /** The bystanders post, hear each other, and the server has nothing to regret. */
    private void check() throws IOException {
        for (StompConnection bystander : bystanders.values()) {
            String clientId = UUID.randomUUID().toString();
            posted.add(clientId);
            assertThat(bystander.post(room, clientId, "calm").path("status").asString())
                    .isEqualTo("stored");
            bystanders
                    .values()
                    .forEach(other -> other.await(
                            topic(),
                            event -> event.path("message")
                                    .path("clientId")
                                    .asString()
                                    .equals(clientId)));
        }
        try (Stream<String> log = Files.lines(server.log(), StandardCharsets.ISO_8859_1)) {
            assertThat(log.filter(line -> line.contains(" ERROR ") || line.startsWith("\tat ")))
                    .as("after one of %s", latest)
                    .isEmpty();
        }
        latest.clear();
    }

    private void note(int number, String way, byte[] sent) {
        String text = new String(sent, StandardCharsets.ISO_8859_1);
        latest.add("case " + number + ", " + way + ", " + sent.length + " bytes: "
                + StompFrame.JSON.writeValueAsString(text.substring(0, Math.min(300, text.length()))));
    }

    private void count(String answer) {
        answers.merge(answer, 1, Integer::sum);
    }

    private String topic() {
        return "/topic/rooms." + room;
    }
}
