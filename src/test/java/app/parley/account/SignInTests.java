package app.parley.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import app.parley.account.Browser.Answer;
import app.parley.account.SignIn.TooMany;
import app.parley.account.SignIn.Welcome;
import app.parley.account.SignIn.Wrong;
import app.parley.web.ClientAddress;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.PlatformTransactionManager;

@AccountTest
class SignInTests {

    private static final String PASSWORD = AccountTest.PASSWORD;
    private static final long ARGON2_BYTES = 19 * 1024 * 1024;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Autowired
    private MockMvc mvc;

    @Autowired
    private SignIn signIn;

    @Autowired
    private SignUp signUp;

    @Autowired
    private SignInFailures failures;

    @Autowired
    private Users users;

    @Autowired
    private Passwords passwords;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private MovableClock clock;

    @BeforeEach
    void nobodyFailedYet() {
        jdbc.sql("delete from sign_in_failure").update();
    }

    @AfterEach
    void resetTheClock() {
        clock.reset();
    }

    @Test
    void whoKnowsThePasswordComesInWithANewSession() {
        var ada = new Browser(mvc).setCookie("parley", "chosen-by-somebody-else");

        Answer answer = ada.signIn(" ADA", PASSWORD);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).isEqualTo("/");
        assertThat(ada.cookie("parley")).isNotEqualTo("chosen-by-somebody-else").hasSize(43);
        assertThat(answer.setCookie("parley"))
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Max-Age");
        assertThat(ada.isSignedIn()).isTrue();
        assertThat(ada.get("/login").location()).isEqualTo("/");
    }

    @Test
    void signingInAgainGivesAnotherSessionAndEndsTheOldOne() {
        var ada = new Browser(mvc);
        ada.signIn("ada", PASSWORD);
        Browser before = ada.copied();

        Answer form = ada.forge("/login", "username", "ada", "password", PASSWORD);
        assertThat(form.status()).as("without a token").isEqualTo(403);
        ada.submit("/profile", "/login", "username", "ada", "password", PASSWORD);

        assertThat(ada.isSignedIn()).isTrue();
        assertThat(before.isSignedIn()).isFalse();
    }

    @Test
    void strangersWrongPasswordsAndClosedAccountsGetTheSameAnswer() {
        User chidi = signUp.register(new Newcomer("Chidi", "chidi", PASSWORD));
        jdbc.sql("update users set active = false where id = ?")
                .param(chidi.id())
                .update();

        List<Answer> answers = List.of(
                new Browser(mvc).signIn("nobody", PASSWORD),
                new Browser(mvc).signIn("ada", "not her password"),
                new Browser(mvc).signIn("chidi", PASSWORD),
                new Browser(mvc).signIn("chidi", "not his password"),
                new Browser(mvc).signIn("а not even a name", ""));

        assertThat(answers).extracting(Answer::status).containsOnly(422);
        assertThat(answers).extracting(SignInTests::neutral).containsOnly(neutral(answers.getFirst()));
        assertThat(answers.getFirst().body()).contains("Username and password do not match");
    }

    /** By the memory that the hash needs: how long it takes depends on what else the machine does. */
    @Test
    void aStrangersNameCostsAsMuchAsAWrongPassword() {
        long member = bytesFor("ada");

        assertThat(member).isGreaterThan(ARGON2_BYTES);
        assertThat(bytesFor("nobody-here")).isCloseTo(member, within(ARGON2_BYTES / 4));
    }

    @Test
    void theTypedNameIsKeptAndThePasswordIsNot() {
        Answer answer = new Browser(mvc).signIn("ada<b>", "secret-word-17");

        assertThat(answer.body()).contains("value=\"ada&lt;b&gt;\"").doesNotContain("secret-word-17");
    }

    @Test
    void tenWrongPasswordsCloseTheDoorForThreeMinutesAndSayHowLong() {
        var guesser = new Browser(mvc);
        IntStream.range(0, 10)
                .forEach(i ->
                        assertThat(guesser.signIn("ada", "guess " + i).status()).isEqualTo(422));

        Answer refused = guesser.signIn("ada", PASSWORD);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(150, 180);
        assertThat(refused.body()).containsPattern("Too many wrong passwords. Try again in [23] minutes");
        clock.forward(Duration.ofMinutes(3));
        assertThat(guesser.signIn("ada", PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void theOwnerStillComesInFromElsewhere() {
        exhaust("192.0.2.66");

        assertThat(signIn.attempt("ada", PASSWORD, ClientAddress.of("192.0.2.66")))
                .isInstanceOf(TooMany.class);
        assertThat(signIn.attempt("ada", PASSWORD, ClientAddress.of("198.51.100.7")))
                .isInstanceOf(Welcome.class);
    }

    @Test
    void aNetworkOfSixtyFourBitsIsOneGuesser() {
        exhaust("2001:db8::1");

        assertThat(signIn.attempt("ada", PASSWORD, ClientAddress.of("2001:db8::ffff:2")))
                .isInstanceOf(TooMany.class);
        assertThat(signIn.attempt("ada", PASSWORD, ClientAddress.of("2001:db8:0:1::1")))
                .isInstanceOf(Welcome.class);
    }

    @Test
    void strangersAreThrottledLikeMembers() {
        IntStream.range(0, 9).forEach(i -> failures.claim("nobody", ClientAddress.of("192.0.2.66")));

        assertThat(signIn.attempt("nobody", "guess", ClientAddress.of("192.0.2.66")))
                .isInstanceOf(Wrong.class);
        assertThat(signIn.attempt("Nobody ", "guess", ClientAddress.of("192.0.2.66")))
                .isInstanceOf(TooMany.class);
    }

    @Test
    void aNewProcessRemembersTheFailures() {
        exhaust("192.0.2.66");

        var afterRestart = new SignInFailures(jdbc, transactions, clock, true);

        assertThat(afterRestart.claim("ada", ClientAddress.of("192.0.2.66"))).isPresent();
    }

    @Test
    void theRightPasswordForgetsTheWrongOnes() {
        IntStream.range(0, 9).forEach(i -> failures.claim("ada", ClientAddress.of("192.0.2.66")));
        assertThat(signIn.attempt("ada", PASSWORD, ClientAddress.of("192.0.2.66")))
                .isInstanceOf(Welcome.class);

        IntStream.range(0, 9).forEach(i -> failures.claim("ada", ClientAddress.of("192.0.2.66")));

        assertThat(signIn.attempt("ada", PASSWORD, ClientAddress.of("192.0.2.66")))
                .isInstanceOf(Welcome.class);
    }

    @Test
    void thirtyGuessesAtTheSameMomentAreNotThirtyChances() throws Exception {
        Callable<Boolean> guess =
                () -> failures.claim("ada", ClientAddress.of("192.0.2.66")).isEmpty();

        long looked;
        try (var threads = Executors.newFixedThreadPool(30)) {
            looked = threads
                    .invokeAll(IntStream.range(0, 30).mapToObj(i -> guess).toList())
                    .stream()
                    .filter(attempt -> attempt.resultNow())
                    .count();
        }

        assertThat(looked).isEqualTo(10);
    }

    @Test
    void withLimitsSwitchedOffNobodyWaits() {
        var off = new SignInFailures(jdbc, transactions, clock, false);

        assertThat(IntStream.range(0, 50).mapToObj(i -> off.claim("ada", ClientAddress.of("192.0.2.66"))))
                .allMatch(wait -> wait.isEmpty());
    }

    @Test
    void anOldHashIsRenewedWhenItsOwnerComesIn() {
        User simone = signUp.register(new Newcomer("Simone", "simone", PASSWORD));
        String weaker = "{argon2}" + new Argon2PasswordEncoder(16, 32, 1, 1024, 1).encode(PASSWORD);
        jdbc.sql("update users set password_hash = ? where id = ?")
                .params(weaker, simone.id())
                .update();

        assertThat(signIn.attempt("simone", PASSWORD, ClientAddress.of("192.0.2.1")))
                .isInstanceOf(Welcome.class);

        assertThat(jdbc.sql("select password_hash from users where id = ?")
                        .param(simone.id())
                        .query(String.class)
                        .single())
                .startsWith("{argon2}$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(signIn.attempt("simone", PASSWORD, ClientAddress.of("192.0.2.1")))
                .isInstanceOf(Welcome.class);
    }

    @Test
    void whoWasOnTheWayToAPageArrivesThere() {
        var ada = new Browser(mvc);
        assertThat(ada.get("/rooms?q=lobby").location()).isEqualTo("/login");

        assertThat(ada.signIn("ada", PASSWORD).location()).isEqualTo("/rooms?q=lobby");
        assertThat(ada.hasCookie("parley-return")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "https://evil.example/",
                "/\\evil.example",
                "/\t/evil.example",
                "evil",
                "",
                "/\r\nSet-Cookie: a=b"
            })
    void aForgedReturnAddressLeadsNowhereElse(String forged) {
        String value = java.util.Base64.getUrlEncoder()
                .encodeToString(forged.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var ada = new Browser(mvc).setCookie("parley-return", value);

        assertThat(ada.signIn("ada", PASSWORD).location()).isEqualTo("/");
    }

    @Test
    void onlyPagesAreReturnedTo() {
        var ada = new Browser(mvc);

        ada.get("/rooms/list", "Turbo-Frame", "room-list");
        ada.get("/rooms", "X-Sec-Purpose", "prefetch");
        ada.get("/rooms/1/messages", "Accept", "application/json");
        ada.get("/ws/info");

        assertThat(ada.hasCookie("parley-return")).isFalse();
    }

    @Test
    void aRefusedFormWithoutATokenSignsNobodyIn() {
        var ada = new Browser(mvc);

        assertThat(ada.forge("/login", "username", "ada", "password", PASSWORD).status())
                .isEqualTo(403);
        assertThat(ada.isSignedIn()).isFalse();
    }

    @Test
    void aPasswordIsTriedOnAFewPeopleFromOneAddressAndOnNobodyMore() {
        SignIn few = allowing(3);
        ClientAddress sprayer = ClientAddress.of("203.0.113.9");
        IntStream.range(0, 3)
                .forEach(i ->
                        assertThat(few.attempt("person-" + i, "guess", sprayer)).isInstanceOf(Wrong.class));

        assertThat(few.attempt("person-4", "guess", sprayer)).isInstanceOf(TooMany.class);
        assertThat(few.attempt("ada", PASSWORD, ClientAddress.of("198.51.100.7")))
                .isInstanceOf(Welcome.class);
    }

    @Test
    void anOfficeThatSignsInUsesNothingUp() {
        SignIn few = allowing(2);

        assertThat(IntStream.range(0, 5).mapToObj(_ -> few.attempt("ada", PASSWORD, ClientAddress.of("198.51.100.7"))))
                .hasOnlyElementsOfType(Welcome.class);
    }

    @Test
    void aKnownBrowserIsNotKeptOutByWhoGuessesBehindTheSameAddress() {
        var ada = new Browser(mvc).from("198.51.100.77");
        ada.signIn("ada", PASSWORD);
        ada.submit("/profile", "/logout");
        exhaust("198.51.100.77");

        assertThat(new Browser(mvc)
                        .from("198.51.100.77")
                        .signIn("ada", PASSWORD)
                        .status())
                .isEqualTo(429);
        assertThat(ada.signIn("ada", PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void aKnownBrowserIsNoWayToGuessEither() {
        var ada = new Browser(mvc).from("198.51.100.78");
        ada.signIn("ada", PASSWORD);
        ada.submit("/profile", "/logout");
        IntStream.range(0, 10)
                .forEach(i ->
                        assertThat(ada.signIn("ada", "guess " + i).status()).isEqualTo(422));

        assertThat(ada.signIn("ada", "guess").status()).isEqualTo(429);
    }

    private SignIn allowing(int wrongPasswords) {
        return new SignIn(users, passwords, failures, transactions, true, wrongPasswords, Duration.ofMinutes(10));
    }

    private void exhaust(String address) {
        IntStream.range(0, 10).forEach(i -> failures.claim("ada", ClientAddress.of(address)));
    }

    private long bytesFor(String username) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        assertThat(signIn.attempt(username, "guess", ClientAddress.of("192.0.2.1")))
                .isInstanceOf(Wrong.class);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    /** The page without what differs in every answer. */
    private static String neutral(Answer answer) {
        return answer.body()
                .replaceAll("(_csrf\" (content|value)|nonce|csp-nonce\" content)=\"[^\"]*\"", "")
                .replaceAll("id=\"username\" name=\"username\" value=\"[^\"]*\"", "");
    }
}
