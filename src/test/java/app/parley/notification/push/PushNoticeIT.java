package app.parley.notification.push;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.account.AccountTest;
import app.parley.testing.Messages;
import app.parley.testing.Person;
import app.parley.testing.SilentServer;
import app.parley.testing.StompConnection;
import app.parley.testing.StompFrame;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;

/** Mei has closed the page; her browser is told by a push service that the test runs. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "PARLEY_ADMIN_USERNAME=ada",
            "PARLEY_ADMIN_PASSWORD=" + Person.PASSWORD,
            "parley.limits.enabled=false",
            "parley.push.allow-private=true"
        })
@ContextConfiguration(initializers = AccountTest.OnItsOwnDatabase.class)
class PushNoticeIT {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PushOutbox outbox;

    @LocalServerPort
    private int port;

    private final PushService service = new PushService();
    private final PushReceiver browser = new PushReceiver();
    private Person mei;
    private Person bo;
    private long direct;
    private long room;

    @BeforeEach
    void arrive() {
        URI server = URI.create("http://127.0.0.1:" + port);
        mei = Person.newMember(server, "Mei");
        bo = Person.newMember(server, "Bo");
        room = bo.createRoom("Kitchen", "open");
        mei.join(room);
        direct = bo.directRoomWith(mei);
        subscribe(service.uri("/mei"));
    }

    @AfterEach
    void close() {
        mei.signOut(); // which ends the subscription
        service.close();
    }

    @Test
    void aDirectMessageIsToldWithItsAuthorItsTextAndItsAddress() {
        bo.post(direct, "soup?");

        JsonNode told = awaitTold(1).getFirst();
        assertThat(told).isEqualTo(StompFrame.JSON.readTree("""
                {"type": "message", "room": %d, "title": "Bo", "body": "soup?", "url": "/rooms/%d/messages/1"}""".formatted(direct, direct)));
    }

    @Test
    void inARoomOnlyWhatCallsIsToldUnlessMoreIsWanted() {
        bo.post(room, "nobody");
        bo.post(room, "@" + mei.username() + " soup");
        assertThat(awaitTold(1).getFirst().path("title").asString()).isEqualTo("Bo · Kitchen");
        assertThat(awaitTold(1).getFirst().path("url").asString()).isEqualTo("/rooms/" + room + "/messages/2");

        involve("everything");
        bo.post(room, "nobody again");
        assertThat(awaitTold(2).getLast().path("body").asString()).isEqualTo("nobody again");

        involve("nothing");
        bo.post(room, "@" + mei.username() + " still nobody");
        bo.post(direct, "marker");
        assertThat(awaitTold(3).getLast().path("body").asString()).isEqualTo("marker");
    }

    @Test
    void oneIsNotToldOfWhatOneSaysOrOfWhatABlockedPersonSays() {
        involve("everything");
        mei.post(room, "mine");
        mei.post("/users/" + bo.id() + "/block", Map.of()).expect(303);
        bo.post(room, "@" + mei.username() + " loud");
        awaitDecided(room, 2);
        mei.post("/users/" + bo.id() + "/block/delete", Map.of()).expect(303);
        bo.post(direct, "marker");

        assertThat(awaitTold(1))
                .extracting(told -> told.path("body").asString())
                .containsExactly("marker");
    }

    @Test
    void inQuietHoursNothingIsTold() {
        mei.post("/notifications/quiet", Map.of("from", "00:00", "to", "00:00")).expect(303);
        bo.post(direct, "soup?");
        awaitDecided(direct, 1);
        Awaitility.await().untilAsserted(() -> assertThat(outbox(direct)).isZero());

        mei.post("/notifications/quiet/delete", Map.of()).expect(303);
        bo.post(direct, "marker");
        assertThat(awaitTold(1).getFirst().path("body").asString()).isEqualTo("marker");
    }

    @Test
    void whoIsNotToBeDisturbedIsToldNothingAndOthersSeeIt() {
        mei.post("/notifications/do-not-disturb", Map.of("for", "hour")).expect(303);
        bo.post(direct, "soup?");
        awaitDecided(direct, 1);
        Awaitility.await().untilAsserted(() -> assertThat(outbox(direct)).isZero());
        assertThat(bo.get("/users/" + mei.id()).body()).contains("Do not disturb");
        assertThat(bo.get("/rooms/" + room + "/members").body()).containsOnlyOnce("Do not disturb");
        assertThat(bo.get("/rooms/" + direct).body()).contains("Do not disturb");

        mei.post("/notifications/do-not-disturb/delete", Map.of()).expect(303);
        bo.post(direct, "marker");
        assertThat(awaitTold(1).getFirst().path("body").asString()).isEqualTo("marker");
        assertThat(bo.get("/users/" + mei.id()).body()).doesNotContain("Do not disturb");
        assertThat(bo.get("/rooms/" + direct).body()).doesNotContain("Do not disturb");

        mei.post("/notifications/do-not-disturb", Map.of("for", "ever")).expect(400);
    }

    /** With a page open there is time to read; whoever reads is not told. */
    @Test
    void whatIsReadInAnOpenPageIsNotTold() {
        try (StompConnection page = StompConnection.open(mei)) {
            assertThat(page.isOpen()).isTrue();
            bo.post(direct, "soup?");
            read(direct, 1);
            bo.post(room, "@" + mei.username() + " marker");

            assertThat(awaitTold(1).getFirst().path("room").asLong()).isEqualTo(room);
            assertThat(outbox(direct)).isZero();
        }
    }

    @Test
    void whatIsReadElsewhereIsTakenBack() {
        bo.post(direct, "soup?");
        awaitTold(1);
        awaitState("SHOWN");

        read(direct, 1);

        assertThat(awaitTold(2).getLast())
                .isEqualTo(StompFrame.JSON.readTree("{\"type\": \"read\", \"room\": %d}".formatted(direct)));
        Awaitility.await().untilAsserted(() -> assertThat(outbox(direct)).isZero());
    }

    /** What a server leaves that ends between the two. */
    @Test
    void whatWasReadAndNotTakenBackIsTakenBackAtTheNextStart() {
        bo.post(direct, "soup?");
        awaitTold(1);
        awaitState("SHOWN");
        jdbc.sql("update membership set last_read_seq = 1 where room_id = ? and user_id = ?")
                .params(direct, Long.parseLong(mei.id()))
                .update();

        outbox.readMeanwhile();

        assertThat(awaitTold(2).getLast().path("type").asString()).isEqualTo("read");
        Awaitility.await().untilAsserted(() -> assertThat(outbox(direct)).isZero());
    }

    @Test
    void ofSeveralMessagesInARoomTheNewestCounts() {
        service.answering(503);
        bo.post(direct, "one");
        awaitReceived(1);
        bo.post(direct, "two");
        bo.post("/rooms/" + direct + "/messages/2/delete", Map.of()).expect(303);
        bo.post(direct, "three");
        service.answering(201);

        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(() ->
                        assertThat(told().getLast().path("body").asString()).isEqualTo("three"));
        awaitState("SHOWN");
    }

    /** What stands on the lock screen is what stands in the room. */
    @Test
    void whatIsEditedIsReplacedWithoutASoundAndWhatIsDeletedIsTakenBack() {
        bo.post(direct, "soup?");
        awaitTold(1);
        awaitState("SHOWN");
        bo.post("/rooms/" + direct + "/messages/1", Map.of("body", "bread?")).expect(303);
        assertThat(awaitTold(2).getLast()).isEqualTo(StompFrame.JSON.readTree("""
                {"type": "changed", "room": %d, "title": "Bo", "body": "bread?", "url": "/rooms/%d/messages/1", "silent": true}""".formatted(direct, direct)));
        awaitState("SHOWN");

        bo.post("/rooms/" + direct + "/messages/1/delete", Map.of()).expect(303);
        assertThat(awaitTold(3).getLast())
                .isEqualTo(StompFrame.JSON.readTree("{\"type\": \"read\", \"room\": %d}".formatted(direct)));
        Awaitility.await().untilAsserted(() -> assertThat(outbox(direct)).isZero());
    }

    @Test
    void ofSeveralShownInARoomTheOneBeforeTakesThePlaceOfADeletedOne() {
        bo.post(direct, "one");
        awaitTold(1);
        awaitState("SHOWN");
        bo.post(direct, "two");
        awaitTold(2);
        awaitState("SHOWN");
        bo.post("/rooms/" + direct + "/messages/1", Map.of("body", "first")).expect(303); // which is not shown any more
        bo.post("/rooms/" + direct + "/messages/2/delete", Map.of()).expect(303);

        JsonNode told = awaitTold(3).getLast();
        assertThat(told.path("type").asString()).isEqualTo("message");
        assertThat(told.path("body").asString()).isEqualTo("first");
        assertThat(told.path("silent").asBoolean()).isTrue();
        awaitState("SHOWN");
        read(direct, 1);
        assertThat(awaitTold(4).getLast().path("type").asString()).isEqualTo("read");
    }

    /** The one before was never told: it is what there is to tell. */
    @Test
    void whatIsDeletedBeforeItIsSentHidesNothingElse() {
        service.answering(503);
        bo.post(direct, "one");
        awaitReceived(1);
        bo.post(direct, "two");
        awaitDecided(direct, 2);
        bo.post("/rooms/" + direct + "/messages/2/delete", Map.of()).expect(303);
        service.answering(201);

        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(states(direct)).containsExactly("SHOWN"));
        assertThat(told().getLast().path("body").asString()).isEqualTo("one");
        assertThat(told().getLast().has("silent")).isFalse();
    }

    @Test
    void whoBlockedTheAuthorOrIsOutOfTheRoomSeesNothingOfItAnyMore() {
        bo.post(direct, "soup?");
        awaitTold(1);
        awaitState("SHOWN");
        mei.post("/users/" + bo.id() + "/block", Map.of()).expect(303);
        jdbc.sql("update message set body = 'changed', change_no = 2 where room_id = ?")
                .param(direct)
                .update();
        outbox.changedMeanwhile(); // as at the next start
        assertThat(awaitTold(2).getLast().path("type").asString()).isEqualTo("read");
        mei.post("/users/" + bo.id() + "/block/delete", Map.of()).expect(303);

        bo.post(room, "@" + mei.username() + " soup");
        awaitTold(3);
        Awaitility.await().untilAsserted(() -> assertThat(states(room)).containsExactly("SHOWN"));
        bo.post("/rooms/" + room + "/members/" + mei.id() + "/delete", Map.of()).expect(303);
        assertThat(awaitTold(4).getLast())
                .isEqualTo(StompFrame.JSON.readTree("{\"type\": \"read\", \"room\": %d}".formatted(room)));
    }

    /** An edit that no longer calls her takes back what it called her for; one that stays as it was sends nothing. */
    @Test
    void anEditThatCallsNobodyAnyMoreIsTakenBack() {
        bo.post(room, "@" + mei.username() + " soup");
        awaitTold(1);
        Awaitility.await().untilAsserted(() -> assertThat(states(room)).containsExactly("SHOWN"));
        bo.post("/rooms/" + room + "/messages/1", Map.of("body", "soup")).expect(303);
        assertThat(awaitTold(2).getLast().path("type").asString()).isEqualTo("read");
    }

    /** Mei never said where she is; her device says so with the form. */
    @Test
    void quietHoursAreThoseOfTheDeviceThatSetThem() {
        int noonThere = 12 - Instant.now().atZone(ZoneOffset.UTC).getHour();
        String zone = "Etc/GMT" + (noonThere == 0 ? "" : "%+d".formatted(-noonThere));
        mei.post("/notifications/quiet", Map.of("from", "11:00", "to", "13:59", "zone", "Nowhere/Land"))
                .expect(303);
        assertThat(mei.get("/notifications").body()).contains("There is no such time zone");
        mei.post("/notifications/quiet", Map.of("from", "11:00", "to", "13:59", "zone", zone))
                .expect(303);
        assertThat(mei.get("/notifications/quiet").body()).contains("true");
        assertThat(mei.get("/profile").body()).contains("value=\"" + zone + "\"");
        mei.post("/notifications/quiet", Map.of("from", "11:00", "to", "13:59")).expect(303);
        assertThat(mei.get("/notifications/quiet").body())
                .as("what was said stays")
                .contains("true");
        mei.post("/notifications/quiet", Map.of("from", "00:00", "to", "04:00", "zone", zone))
                .expect(303);
        assertThat(mei.get("/notifications/quiet").body()).contains("false");
    }

    @Test
    void aPushServiceInTroubleIsAskedAgain() {
        service.answering(503);
        bo.post(direct, "soup?");
        awaitReceived(1);
        service.answering(201);

        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .until(() -> service.received().size() >= 2);
        awaitState("SHOWN");
        assertThat(told()).extracting(told -> told.path("body").asString()).containsOnly("soup?");
    }

    @Test
    void aBrowserThatIsGoneIsForgottenWithAllThatWaitsForIt() {
        service.answering(410);
        bo.post(direct, "soup?");
        awaitReceived(1);

        Awaitility.await().untilAsserted(() -> assertThat(outbox(direct)).isZero());
        assertThat(jdbc.sql("select count(*) from push_subscription where user_id = ?")
                        .param(Long.parseLong(mei.id()))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void everyBrowserOfAPersonIsTold() {
        subscribe(service.uri("/telephone"));
        bo.post(direct, "soup?");

        awaitReceived(2);
        assertThat(service.received())
                .extracting(PushService.Received::path)
                .containsExactlyInAnyOrder("/mei", "/telephone");
    }

    @Test
    void aPushServiceThatNeverAnswersDelaysNoMessage() {
        try (SilentServer silent = SilentServer.on(0)) {
            subscribe("http://127.0.0.1:" + silent.port() + "/mei");
            bo.post(direct, "soup?");
            CompletableFuture<Void> givenUp = silent.awaitCaller();

            Messages.comeThrough(bo, mei, room);
            assertThat(givenUp).as("the push service is waited for").isNotDone();
        }
    }

    private void awaitDecided(long where, int seq) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(jdbc.sql("select seq from notification_cursor where room_id = ?")
                                .param(where)
                                .query(Integer.class)
                                .list())
                        .containsExactly(seq));
    }

    private void subscribe(String endpoint) {
        mei.sendJson("/notifications/push", """
                        {"endpoint": "%s", "keys": {"p256dh": "%s", "auth": "%s"}}""".formatted(endpoint, browser.p256dh(), browser.auth()))
                .expect(204);
    }

    private void involve(String word) {
        mei.post("/rooms/" + room + "/involvement", Map.of("involvement", word)).expect(303);
    }

    private void read(long where, long seq) {
        mei.post("/rooms/" + where + "/read", Map.of("seq", Long.toString(seq))).expect(303);
    }

    private void awaitState(String state) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(jdbc.sql("select state from push_outbox where room_id = ?")
                                .param(direct)
                                .query(String.class)
                                .list())
                        .containsExactly(state));
    }

    private List<String> states(long where) {
        return jdbc.sql("select state from push_outbox where room_id = ?")
                .param(where)
                .query(String.class)
                .list();
    }

    private int outbox(long where) {
        return jdbc.sql("select count(*) from push_outbox where room_id = ?")
                .param(where)
                .query(Integer.class)
                .single();
    }

    private void awaitReceived(int count) {
        Awaitility.await().until(() -> service.received().size() >= count);
    }

    private List<JsonNode> awaitTold(int count) {
        awaitReceived(count);
        assertThat(service.received()).hasSize(count);
        return told();
    }

    private List<JsonNode> told() {
        return service.received().stream()
                .map(browser::read)
                .map(StompFrame.JSON::readTree)
                .toList();
    }
}
