package app.parley.account.session;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.account.AccountTest;
import app.parley.account.Browser;
import app.parley.account.Browser.Answer;
import app.parley.account.MovableClock;
import app.parley.account.session.RememberedSignIns.Admitted;
import app.parley.account.session.RememberedSignIns.Ticket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

@AccountTest
class RememberedSignInTests {

    private static final String COOKIE = "parley-remembered";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private RememberedSignIns remembered;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MovableClock clock;

    @AfterEach
    void resetTheClock() {
        clock.reset();
    }

    @Test
    void whoAskedForItIsStillSignedInAfterClosingTheBrowser() {
        Browser ada = staying();

        assertThat(ada.reopened().hasCookie("parley")).isFalse();
        assertThat(ada.isSignedIn()).isTrue();
        assertThat(ada.hasCookie("parley")).isTrue();
    }

    @Test
    void whoDidNotAskIsNot() {
        var ada = new Browser(mvc);
        ada.signIn("ada", AccountTest.PASSWORD);

        assertThat(ada.reopened().isSignedIn()).isFalse();
    }

    @Test
    void theCookieLastsThirtyDaysAndNoScriptReadsIt() {
        Answer answer = new Browser(mvc).signIn("ada", AccountTest.PASSWORD, "remember-me", "on");

        assertThat(answer.setCookie(COOKIE)).contains("Max-Age=2592000", "HttpOnly", "SameSite=Lax", "Path=/");
    }

    @Test
    void theTokenIsNewAfterEveryUse() {
        Browser ada = staying();
        String before = ada.cookie(COOKIE);

        ada.reopened().get("/profile");

        assertThat(ada.cookie(COOKIE)).isNotEqualTo(before);
        assertThat(ada.reopened().isSignedIn()).isTrue();
    }

    @Test
    void severalTabsRestoredAtOnceAllComeIn() throws Exception {
        Browser ada = staying().reopened();
        Callable<Boolean> tab = () -> ada.copied().isSignedIn();

        try (var threads = Executors.newFixedThreadPool(4)) {
            assertThat(threads.invokeAll(List.of(tab, tab, tab, tab)))
                    .allSatisfy(restored -> assertThat(restored.resultNow()).isTrue());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT67S", "P2D", "P6DT23H"})
    void whoseAnswerWasLostStaysSignedIn(Duration away) {
        Browser ada = staying().reopened();
        ada.copied().get("/profile"); // the answer with the next token goes into a copy that nobody looks at again
        clock.forward(away);

        assertThat(ada.isSignedIn()).isTrue();

        clock.forward(Duration.ofDays(1));
        assertThat(ada.reopened().isSignedIn()).isTrue();
        assertThat(ada.reopened().isSignedIn()).as("by the token after that").isTrue();
    }

    @Test
    void severalAnswersMayBeLostOneAfterTheOther() {
        Browser ada = staying().reopened();
        for (int i = 0; i < 5; i++) {
            ada.copied().get("/profile");
            clock.forward(Duration.ofDays(2));
        }

        assertThat(ada.isSignedIn()).isTrue();
    }

    @Test
    void severalTabsThatComeBackAfterALostAnswerAllComeIn() throws Exception {
        Browser ada = staying().reopened();
        ada.copied().get("/profile");
        clock.forward(Duration.ofHours(1));
        Callable<Boolean> tab = () -> ada.copied().isSignedIn();

        try (var threads = Executors.newFixedThreadPool(4)) {
            assertThat(threads.invokeAll(List.of(tab, tab, tab, tab)))
                    .allSatisfy(restored -> assertThat(restored.resultNow()).isTrue());
        }
    }

    @Test
    void anAnswerThatWasLostForAWeekIsForgotten() {
        Browser ada = staying().reopened();
        ada.copied().get("/profile");
        clock.forward(Duration.ofDays(7).plusMinutes(1));

        assertThat(ada.isSignedIn()).isFalse();
    }

    @Test
    void aTokenWhoseSuccessorWasUsedEndsTheSeriesAndItsSessions() {
        Browser ada = staying();
        Browser thief = ada.copied().reopened();
        ada.reopened().get("/profile");
        assertThat(ada.reopened().isSignedIn())
                .as("premise: the successor is used")
                .isTrue();

        assertThat(thief.isSignedIn()).isFalse();

        assertThat(ada.isSignedIn()).isFalse();
        assertThat(ada.reopened().isSignedIn()).isFalse();
        assertThat(ada.hasCookie(COOKIE)).isFalse();
        assertThat(thief.hasCookie(COOKIE)).isFalse();
    }

    @Test
    void aThiefWhoIsFirstIsOutWhenTheOwnerComesAndCannotComeBackUnnoticed() {
        Browser ada = staying();
        Browser thief = ada.copied().reopened();
        assertThat(thief.isSignedIn()).as("premise: the thief is first").isTrue();
        clock.forward(Duration.ofMinutes(2));

        assertThat(ada.reopened().isSignedIn()).isTrue();
        assertThat(thief.copied().isSignedInWithout(COOKIE)).isFalse();

        assertThat(thief.isSignedIn()).isFalse();
        assertThat(ada.isSignedIn()).as("ended for both").isFalse();
    }

    @Test
    void aThiefWhoComesLaterIsNoticedByTheOwner() {
        Browser ada = staying().reopened();
        Browser thief = ada.copied();
        ada.isSignedIn();
        clock.forward(Duration.ofMinutes(2));

        assertThat(thief.isSignedIn()).isTrue();

        assertThat(ada.isSignedIn()).isFalse();
        assertThat(thief.isSignedIn()).isFalse();
    }

    @Test
    void aTheftInOnePlaceLeavesOtherDevicesAlone() {
        Browser phone = staying();
        Browser laptop = staying();
        Browser thief = laptop.copied().reopened();
        laptop.reopened().isSignedIn();
        laptop.reopened().isSignedIn();

        assertThat(thief.isSignedIn()).isFalse();
        assertThat(laptop.isSignedIn()).isFalse();

        assertThat(phone.isSignedIn()).isTrue();
        assertThat(phone.reopened().isSignedIn()).isTrue();
    }

    @Test
    void afterThirtyDaysWithoutAVisitOneSignsInAgain() {
        Browser ada = staying();
        clock.forward(Duration.ofDays(30).plusMinutes(1));

        assertThat(ada.reopened().isSignedIn()).isFalse();
        assertThat(ada.hasCookie(COOKIE)).isFalse();
    }

    @Test
    void aTicketIsStoredAsHashesOnly() {
        Ticket ticket = begun();

        assertThat(jdbc.sql("select series_hash, token_hash from remembered_sign_in")
                        .query()
                        .listOfRows())
                .anySatisfy(row -> assertThat(row.values())
                        .containsExactly(Secret.hash(ticket.series()), Secret.hash(ticket.token())))
                .noneSatisfy(row -> assertThat(row.values()).containsAnyOf(ticket.series(), ticket.token()));
    }

    @Test
    void theSameTokenInTheSameInstantIsRotatedOnce() throws Exception {
        Ticket ticket = begun();
        Callable<RememberedSignIns.Redeemed> redeem = () -> remembered.redeem(ticket);

        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Ticket> next = threads.invokeAll(List.of(redeem, redeem, redeem, redeem, redeem, redeem)).stream()
                    .map(result -> ((Admitted) result.resultNow()).next())
                    .filter(Objects::nonNull)
                    .toList();

            assertThat(next).hasSize(1);
        }
    }

    @Test
    void rubbishInTheCookieIsNobody() {
        for (String rubbish : List.of("x", "a.b", ".".repeat(87), "a".repeat(43) + "." + "b".repeat(43))) {
            Answer answer = new Browser(mvc).setCookie(COOKIE, rubbish).get("/profile");

            assertThat(answer.location()).isEqualTo("/login");
        }
    }

    @Test
    void partsOfAPageDoNotUseUpTheToken() {
        Browser ada = staying().reopened();
        String before = ada.cookie(COOKIE);

        ada.get("/css/tokens.css", "Sec-Fetch-Dest", "style");

        assertThat(ada.cookie(COOKIE)).isEqualTo(before);
    }

    @Test
    void signingOutEndsTheSeriesForWhoeverHasACopy() {
        Browser ada = staying();
        Browser thief = ada.copied().reopened();
        assertThat(thief.isSignedIn()).as("premise: the copy is good").isTrue();

        ada.submit("/profile", "/logout");

        assertThat(thief.isSignedIn()).isFalse();
        assertThat(thief.reopened().isSignedIn()).isFalse();
    }

    @Test
    void signingOutLeavesOtherDevicesAlone() {
        Browser phone = staying();

        staying().submit("/profile", "/logout");

        assertThat(phone.isSignedIn()).isTrue();
        assertThat(phone.reopened().isSignedIn()).isTrue();
    }

    @Test
    void aNewPasswordEndsEveryCopyOfTheCookiesWithWhichItWasChanged() {
        Browser ada = staying();
        Browser phone = staying();
        Browser copy = ada.copied();
        Browser thief = ada.copied().reopened();
        assertThat(thief.isSignedIn()).as("premise: the copy is good").isTrue();

        Answer changed = change(ada, AccountTest.PASSWORD, "another long sentence");
        try {
            assertThat(changed.setCookie("parley")).as("a new session id").isNotEmpty();
            assertThat(changed.setCookie(COOKIE)).as("a new series").isNotEmpty();
            assertThat(thief.isSignedIn()).isFalse();
            assertThat(thief.reopened().isSignedIn()).isFalse();
            assertThat(copy.isSignedIn()).isFalse();
            assertThat(phone.isSignedIn()).isFalse();
            assertThat(ada.isSignedIn()).as("the thief's visits ended nothing").isTrue();
            assertThat(ada.reopened().isSignedIn()).isTrue();
        } finally {
            change(ada, "another long sentence", AccountTest.PASSWORD);
        }
    }

    private static Answer change(Browser browser, String from, String to) {
        return browser.submit("/profile", "/profile/password", "current", from, "password", to);
    }

    private Ticket begun() {
        String hash = jdbc.sql("select password_hash from users where id = 1")
                .query(String.class)
                .single();
        return Objects.requireNonNull(remembered.begin(1, hash));
    }

    private Browser staying() {
        var ada = new Browser(mvc);
        ada.signIn("ada", AccountTest.PASSWORD, "remember-me", "on");
        return ada;
    }
}
