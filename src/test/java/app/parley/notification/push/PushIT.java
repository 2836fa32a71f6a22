package app.parley.notification.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.parley.account.AccountTest;
import app.parley.testing.Page;
import app.parley.testing.Person;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

/** Subscriptions over HTTP, and messages to a push service that the test runs. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "PARLEY_ADMIN_USERNAME=ada",
            "PARLEY_ADMIN_PASSWORD=" + Person.PASSWORD,
            "parley.limits.enabled=false",
            "parley.push.allow-private=true"
        })
@ContextConfiguration(initializers = AccountTest.OnItsOwnDatabase.class)
class PushIT {

    private static final String REGISTER = "/notifications/push";
    private static final PushMessage MESSAGE =
            new PushMessage("Bo: look — 灯台", Duration.ofHours(4), Urgency.HIGH, "room-42");

    @Autowired
    private PushSubscriptions subscriptions;

    @Autowired
    private PushDelivery delivery;

    @Autowired
    private Vapid vapid;

    @Autowired
    private Clock clock;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    private final PushService service = new PushService();
    private final PushReceiver browser = new PushReceiver();
    private Person mei;

    @BeforeEach
    void arrive() {
        mei = Person.newMember(server(), "Mei");
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void theBrowserReadsWhatItIsSentAndThePushServiceKnowsWhatItNeeds() throws Exception {
        PushSubscription subscription = subscribed(mei, "/mei?token=1");

        assertThat(delivery.attempt(subscription, MESSAGE, 1)).isEmpty();

        PushService.Received request = service.received().getFirst();
        assertThat(request.method() + " " + request.path()).isEqualTo("POST /mei?token=1");
        assertThat(new String(browser.decrypt(request.body()), UTF_8)).isEqualTo(MESSAGE.content());
        assertThat(request.headers().getFirst("TTL")).isEqualTo("14400");
        assertThat(request.headers().getFirst("Urgency")).isEqualTo("high");
        assertThat(request.headers().getFirst("Topic")).isEqualTo("room-42");
        assertThat(request.headers().getFirst("Content-Encoding")).isEqualTo("aes128gcm");
        assertThat(request.headers().getFirst("Authorization")).startsWith("vapid t=");
        assertThat(request.headers().get("Cookie")).isNull();
        assertThat(of(mei)).as("is still subscribed").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void aSubscriptionThatIsGoneIsDropped(int status) throws Exception {
        PushSubscription subscription = subscribed(mei, "/mei");
        service.answering(status);

        assertThat(delivery.attempt(subscription, MESSAGE, 1)).isEmpty();

        assertThat(of(mei)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503})
    void aPushServiceInTroubleIsAskedAgainLaterAndEachTimeLater(int status) throws Exception {
        PushSubscription subscription = subscribed(mei, "/mei");
        service.answering(status);

        Duration first = delivery.attempt(subscription, MESSAGE, 1).orElseThrow();
        Duration fifth = delivery.attempt(subscription, MESSAGE, 5).orElseThrow();
        Duration hundredth = delivery.attempt(subscription, MESSAGE, 100).orElseThrow();

        assertThat(first).isBetween(Duration.ofMillis(2500), Duration.ofSeconds(5));
        assertThat(fifth).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(80));
        assertThat(hundredth).isBetween(Duration.ofMinutes(30), Duration.ofHours(1));
        service.answering(201);
        assertThat(delivery.attempt(subscription, MESSAGE, 3)).isEmpty();
    }

    @Test
    void aPushServiceIsLeftAloneAsLongAsItSays() throws Exception {
        PushSubscription subscription = subscribed(mei, "/mei");

        service.answering(429, "Retry-After", "7200");
        assertThat(delivery.attempt(subscription, MESSAGE, 1)).contains(Duration.ofHours(2));

        String inThreeHours = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusHours(3));
        service.answering(503, "Retry-After", inThreeHours);
        assertThat(delivery.attempt(subscription, MESSAGE, 1).orElseThrow())
                .isBetween(Duration.ofHours(2), Duration.ofHours(3));

        service.answering(503, "Retry-After", "99999999999999999999");
        assertThat(delivery.attempt(subscription, MESSAGE, 1).orElseThrow()).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void whoeverRefusesThreeTimesInARowIsDropped() throws Exception {
        subscribed(mei, "/mei");
        for (int status : new int[] {400, 403, 201, 403, 413}) {
            service.answering(status);
            assertThat(delivery.attempt(of(mei).getFirst(), MESSAGE, 1)).isEmpty();
        }
        assertThat(of(mei)).as("after two in a row").hasSize(1);

        service.answering(400);
        delivery.attempt(of(mei).getFirst(), MESSAGE, 1);

        assertThat(of(mei)).isEmpty();
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        PushSubscription subscription = subscribed(mei, "/mei");
        service.answering(307, "Location", service.uri("/elsewhere"));

        delivery.attempt(subscription, MESSAGE, 1);

        assertThat(service.received()).extracting(PushService.Received::path).containsExactly("/mei");
    }

    @Test
    void whereNobodyListensIsTriedAgain() throws Exception {
        PushSubscription subscription = subscribed(mei, "/mei");
        service.close();

        assertThat(delivery.attempt(subscription, MESSAGE, 1)).isPresent();
        assertThat(of(mei)).hasSize(1);
    }

    @Test
    void whoSaysNothingIsNotWaitedForLong() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            register(mei, "http://127.0.0.1:" + silent.getLocalPort() + "/mei").expect(204);
            long start = System.nanoTime();

            Optional<Duration> again = delivery.attempt(of(mei).getFirst(), MESSAGE, 1);

            assertThat(again).isPresent();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PushClient.PATIENCE.plusSeconds(20));
        }
    }

    @Test
    void anAddressOfTheOwnNetworkIsNotConnectedTo() throws Exception {
        var endpoint = PushEndpoint.of(service.uri("/mei").replace("127.0.0.1", "localhost"), true);
        var client = new PushClient(new PushReach(false), vapid, clock);
        try {
            assertThat(client.send(endpoint, browser.keys(), MESSAGE)).isInstanceOf(PushAnswer.Refused.class);
        } finally {
            client.destroy();
        }
        assertThat(service.received()).isEmpty();
    }

    @Test
    void theSameRegistrationTwiceIsOne() {
        PushSubscription first = subscribed(mei, "/mei");

        assertThat(subscribed(mei, "/mei")).isEqualTo(first);
        assertThat(of(mei)).hasSize(1);
    }

    @Test
    void whoRegistersAnEndpointLastOwnsIt() {
        Person bo = Person.newMember(server(), "Bo");
        subscribed(mei, "/shared");

        subscribed(bo, "/shared");

        assertThat(of(mei)).isEmpty();
        assertThat(of(bo)).hasSize(1);
    }

    @Test
    void registrationsAtTheSameMomentLeaveOneOwner() throws Exception {
        List<Person> people = IntStream.range(0, 6)
                .mapToObj(_ -> Person.newMember(server(), "Pat"))
                .toList();
        List<Callable<Page>> registrations = people.stream()
                .<Callable<Page>>map(person -> () -> register(person, service.uri("/raced")))
                .toList();

        try (var threads = Executors.newFixedThreadPool(people.size())) {
            assertThat(threads.invokeAll(registrations))
                    .allSatisfy(page -> assertThat(page.resultNow().status()).isEqualTo(204));
        }

        assertThat(people.stream().mapToInt(person -> of(person).size()).sum()).isEqualTo(1);
    }

    @Test
    void aPersonHasAtMostTwentyBrowsersAndTheOldestGoes() {
        IntStream.rangeClosed(1, PushSubscriptions.PER_PERSON + 2).forEach(i -> subscribed(mei, "/mei/" + i));

        assertThat(rows(mei)).isEqualTo(PushSubscriptions.PER_PERSON);
        assertThat(of(mei).getFirst().endpoint()).endsWith("/22");
        assertThat(of(mei).getLast().endpoint()).endsWith("/3");
    }

    @Test
    void aPersonForgetsOnlyWhatIsTheirs() {
        Person bo = Person.newMember(server(), "Bo");
        subscribed(mei, "/mei");
        String endpoint = "{\"endpoint\": \"" + service.uri("/mei") + "\"}";

        send(bo, REGISTER + "/delete", endpoint).expect(204);
        assertThat(of(mei)).hasSize(1);

        send(mei, REGISTER + "/delete", endpoint).expect(204);
        assertThat(of(mei)).isEmpty();
    }

    @Test
    void signingOutEndsTheSubscriptionOfThisBrowserOnly() {
        Person phone = again(mei);
        subscribed(mei, "/laptop");
        subscribed(phone, "/phone");

        phone.signOut();

        assertThat(of(mei)).extracting(PushSubscription::endpoint).containsExactly(service.uri("/laptop"));
        assertThat(rows(mei)).isEqualTo(1);
    }

    @Test
    void signingOutEndsTheSubscriptionOfABrowserThatStayedSignedIn() {
        Person phone = againStaying(mei);
        subscribed(phone, "/phone");

        phone.signOut();

        assertThat(rows(mei)).isZero();
    }

    @Test
    void aChangedPasswordEndsTheSubscriptionsOfOtherBrowsers() {
        subscribed(mei, "/laptop");
        subscribed(again(mei), "/phone");
        subscribed(againStaying(mei), "/tablet");

        mei.submit(
                        "/profile",
                        "/profile/password",
                        Map.of("current", Person.PASSWORD, "password", "another-lantern-77-orchid"))
                .expect(303);

        assertThat(of(mei))
                .extracting(PushSubscription::endpoint)
                .doesNotContain(service.uri("/phone"), service.uri("/tablet"));
    }

    @Test
    void nothingIsSentToADeactivatedPersonAndTheSweepForgetsWhere() {
        subscribed(mei, "/mei");
        jdbc.sql("update users set active = false where id = ?").param(id(mei)).update();

        assertThat(of(mei)).isEmpty();
        subscriptions.sweep();
        assertThat(rows(mei)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "\"text\"",
                "{\"endpoint\": 1}",
                "{\"endpoint\": \"ENDPOINT\"}",
                "{\"endpoint\": \"ENDPOINT\", \"keys\": {}}",
                "{\"endpoint\": \"ENDPOINT\", \"keys\": {\"p256dh\": \"AAAA\", \"auth\": \"AUTH\"}}",
                "{\"endpoint\": \"ENDPOINT\", \"keys\": {\"p256dh\": \"P256DH\", \"auth\": \"AAAA\"}}",
                "{\"endpoint\": \"javascript:alert(1)\", \"keys\": {\"p256dh\": \"P256DH\", \"auth\": \"AUTH\"}}"
            })
    void whatIsNoSubscriptionIsRefusedWithASentenceAndNothingIsKept(String body) {
        Page answer = send(
                mei,
                REGISTER,
                body.replace("ENDPOINT", service.uri("/mei"))
                        .replace("P256DH", browser.p256dh())
                        .replace("AUTH", browser.auth()));

        answer.expect(422);
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.json().path("detail").asString("")).isNotBlank().doesNotContain("app.parley", "Exception");
        assertThat(rows(mei)).isZero();
    }

    @Test
    void aBodyWithoutEndIsNotRead() {
        send(mei, REGISTER, "{\"endpoint\": \"" + "a".repeat(100_000) + "\"}").expect(422);
    }

    @Test
    void withoutTheTokenOfThePageNothingHappens() {
        Page answer = mei.exchange(mei.request(REGISTER)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(registration(service.uri("/mei")))));

        answer.expect(403);
        assertThat(rows(mei)).isZero();
    }

    private PushSubscription subscribed(Person person, String path) {
        register(person, service.uri(path)).expect(204);
        return of(person).stream()
                .filter(subscription -> subscription.endpoint().equals(service.uri(path)))
                .findFirst()
                .orElseThrow();
    }

    private Page register(Person person, String endpoint) {
        return send(person, REGISTER, registration(endpoint));
    }

    private String registration(String endpoint) {
        return """
                {"endpoint": "%s", "expirationTime": null, "keys": {"p256dh": "%s", "auth": "%s"}}""".formatted(endpoint, browser.p256dh(), browser.auth());
    }

    private static Page send(Person person, String path, String json) {
        return person.sendJson(path, json);
    }

    /** The same person in another browser. */
    private Person again(Person person) {
        return Person.visiting(server()).signIn(String.valueOf(person.username()), Person.PASSWORD);
    }

    private Person againStaying(Person person) {
        return Person.visiting(server()).staySignedIn(String.valueOf(person.username()), Person.PASSWORD);
    }

    private List<PushSubscription> of(Person person) {
        return subscriptions.of(id(person));
    }

    private long rows(Person person) {
        return jdbc.sql("select count(*) from push_subscription where user_id = ?")
                .param(id(person))
                .query(Long.class)
                .single();
    }

    private static long id(Person person) {
        return Long.parseLong(person.id());
    }

    private URI server() {
        return URI.create("http://127.0.0.1:" + port);
    }
}
