package app.parley.notification.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.parley.account.AccountTest;
import app.parley.account.MovableClock;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@AccountTest
class VapidIT {

    private static final PushEndpoint ENDPOINT = PushEndpoint.of("https://Push.Example.org/abc?d=e", false);
    private static final Pattern CREDENTIALS = Pattern.compile("vapid t=(([^.]+)\\.([^.]+))\\.([^.,]+), k=(.+)");

    @Autowired
    private VapidKeys keys;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private MovableClock clock;

    @Test
    void theTokenNamesThePushServiceAndTheOperatorAndEndsWithinADay() {
        JsonNode claims = json(credentials("mailto:ops@example.org").group(3));

        assertThat(claims.path("aud").asString()).isEqualTo("https://push.example.org");
        assertThat(claims.path("sub").asString()).isEqualTo("mailto:ops@example.org");
        assertThat(Instant.ofEpochSecond(claims.path("exp").asLong()))
                .isBetween(Instant.now(), Instant.now().plus(Duration.ofHours(24)));
    }

    @Test
    void theTokenIsSignedWithTheKeyThatBrowsersSubscribeWith() throws Exception {
        Matcher credentials = credentials("");

        assertThat(json(credentials.group(2)).path("alg").asString()).isEqualTo("ES256");
        assertThat(credentials.group(5)).isEqualTo(keys.publicText());
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(P256.decode(bytes(credentials.group(5))));
        signature.update(credentials.group(1).getBytes(UTF_8));
        assertThat(signature.verify(bytes(credentials.group(4)))).isTrue();
    }

    @Test
    void withoutAContactTheServerNamesItself() {
        assertThat(json(credentials("").group(3)).path("sub").asString()).startsWith("https://");
    }

    @Test
    void aContactThatIsNoAddressStopsTheStart() {
        assertThatThrownBy(() -> new Vapid(keys, clock, "ops@example.org"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("parley.push.contact");
    }

    @Test
    void theKeyOfTheFirstStartIsKept() {
        VapidKeys restarted = started();

        assertThat(restarted.publicText()).isEqualTo(keys.publicText());
        assertThat(((ECPrivateKey) restarted.get().getPrivate()).getS())
                .isEqualTo(((ECPrivateKey) keys.get().getPrivate()).getS());
    }

    @Test
    void nodesThatStartAtTheSameMomentHaveOneKey() throws Exception {
        String before = keys.publicText();
        jdbc.sql("delete from push_key").update();
        Callable<String> node = () -> started().publicText();

        try (var threads = Executors.newFixedThreadPool(8)) {
            List<String> all = threads
                    .invokeAll(IntStream.range(0, 8).mapToObj(_ -> node).toList())
                    .stream()
                    .map(start -> start.resultNow())
                    .toList();

            assertThat(all).hasSize(8).containsOnly(all.getFirst()).doesNotContain(before);
        }
        keys.afterSingletonsInstantiated(); // for the other tests
    }

    private VapidKeys started() {
        var node = new VapidKeys(jdbc, transactions, clock);
        node.afterSingletonsInstantiated();
        return node;
    }

    private Matcher credentials(String contact) {
        String header = new Vapid(keys, clock, contact).authorization(ENDPOINT);
        Matcher matcher = CREDENTIALS.matcher(header);
        assertThat(matcher.matches()).as(header).isTrue();
        return matcher;
    }

    private static JsonNode json(String part) {
        return new JsonMapper().readTree(bytes(part));
    }

    private static byte[] bytes(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
