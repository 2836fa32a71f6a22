package app.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.Page;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.StompFrame;
import app.parley.testing.TestDatabase;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A SockJS client hears by requests, and a room does not stop talking between two of them. */
class BetweenRequestsIT {

    private static final String ACKS = "/user/queue/acks";

    private final ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);
    private final String session = "/ws/123/" + UUID.randomUUID().toString().replace("-", "");
    private Person ada;
    private Person bo;
    private long room;

    @BeforeEach
    void boPollsARoomOfAdas() {
        ada = Person.newMember(server.uri(), "Ada");
        bo = Person.newMember(server.uri(), "Bo");
        room = ada.createRoom("Between requests", "open");
        bo.join(room);
        assertThat(poll()).isEqualTo("o\n");
        say("CONNECT\naccept-version:1.2\nhost:parley\n%s:%s\n\n\0".formatted(bo.csrfHeader(), bo.csrfToken()));
        assertThat(poll()).contains("CONNECTED");
        say("SUBSCRIBE\nid:1\ndestination:/topic/rooms.%d\n\n\0".formatted(room));
    }

    @Test
    void whatWasSaidBetweenTwoRequestsComesWithTheSecond() {
        write(500);

        List<Long> heard = new ArrayList<>();
        while (heard.size() < 500) {
            heard.addAll(seqs(poll()));
        }
        assertThat(heard).isEqualTo(upTo(500));
    }

    /** More than is kept between two requests: better no session than one with a hole. */
    @Test
    void whoMissesTooMuchStartsAnew() {
        write(1_500);

        List<Long> heard = new ArrayList<>();
        String answer = poll();
        while (answer.startsWith("a") && heard.size() < 1_500) {
            heard.addAll(seqs(answer));
            answer = poll();
        }
        assertThat(answer).startsWith("c[");
        assertThat(heard).isEqualTo(upTo(heard.size()));
    }

    private void write(int messages) {
        try (StompConnection writing = StompConnection.open(ada)) {
            writing.subscribe(ACKS);
            for (int i = 0; i < messages; i++) {
                writing.send(
                        "/app/rooms/" + room + "/messages",
                        Map.of("clientId", UUID.randomUUID().toString(), "body", "going on"));
            }
            writing.awaitCount(ACKS, messages);
        }
    }

    private String poll() {
        return exchange("/xhr", "").expect(200).body();
    }

    private void say(String frame) {
        exchange("/xhr_send", StompFrame.JSON.writeValueAsString(List.of(frame)))
                .expect(204);
    }

    private Page exchange(String transport, String body) {
        return bo.exchange(bo.request(session + transport)
                .header("Origin", server.uri().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static List<Long> seqs(String answer) {
        List<Long> seqs = new ArrayList<>();
        for (JsonNode frame : StompFrame.JSON.readTree(answer.substring(1))) {
            String text = frame.asString();
            String json = text.substring(text.indexOf("\n\n") + 2, text.length() - 1);
            seqs.add(StompFrame.JSON.readTree(json).path("seq").asLong());
        }
        return seqs;
    }

    private static List<Long> upTo(int last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
