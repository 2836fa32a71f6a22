package app.parley.notification.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.parley.account.AccountTest;
import app.parley.account.MovableClock;
import java.security.GeneralSecurityException;
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

    /** RFC 8292, section 2.4. */
    private static final String EXAMPLE = "vapid t="
            + "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9."
            + "eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0."
            + "i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA, "
            + "k=BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs";

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
        assertThat(isSigned(credentials)).isTrue();
    }

    @Test
    void theTokenHasTheFormOfTheExampleInTheRfc() throws Exception {
        Matcher example = read(EXAMPLE);
        Matcher ours = credentials("mailto:push@example.com");

        assertThat(isSigned(example)).as("premise").isTrue();
        assertThat(ours.group(2)).isEqualTo(example.group(2));
        assertThat(json(ours.group(3)).propertyNames())
                .containsExactlyInAnyOrderElementsOf(json(example.group(3)).propertyNames());
        assertThat(json(ours.group(3)).path("sub"))
                .isEqualTo(json(example.group(3)).path("sub"));
        assertThat(json(ours.group(3)).path("exp").isIntegralNumber()).isTrue();
        for (int part : new int[] {4, 5}) {
            assertThat(ours.group(part)).matches("[A-Za-z0-9_-]+").hasSameSizeAs(example.group(part));
        }
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
        return read(new Vapid(keys, clock, contact).authorization(ENDPOINT));
    }

    private static boolean isSigned(Matcher credentials) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(P256.decode(bytes(credentials.group(5))));
        signature.update(credentials.group(1).getBytes(UTF_8));
        return signature.verify(bytes(credentials.group(4)));
    }

    private static Matcher read(String header) {
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
