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

    @Test
    void aUsedTokenThatComesLaterEndsTheSeriesAndItsSessions() {
        Browser ada = staying();
        Browser thief = ada.copied().reopened();
        assertThat(thief.isSignedIn()).as("the thief is first").isTrue();
        clock.forward(Duration.ofMinutes(2));

        assertThat(ada.reopened().isSignedIn()).isFalse();

        assertThat(thief.isSignedIn()).isFalse();
        assertThat(thief.reopened().isSignedIn()).isFalse();
        assertThat(ada.hasCookie(COOKIE)).isFalse();
    }

    @Test
    void aTheftInOnePlaceLeavesOtherDevicesAlone() {
        Browser phone = staying();
        Browser laptop = staying();
        Browser thief = laptop.copied().reopened();
        thief.isSignedIn();
        clock.forward(Duration.ofMinutes(2));

        assertThat(laptop.reopened().isSignedIn()).isFalse();

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
        Ticket ticket = remembered.begin(1);

        assertThat(jdbc.sql("select series_hash, token_hash from remembered_sign_in")
                        .query()
                        .listOfRows())
                .anySatisfy(row -> assertThat(row.values())
                        .containsExactly(Secret.hash(ticket.series()), Secret.hash(ticket.token())))
                .noneSatisfy(row -> assertThat(row.values()).containsAnyOf(ticket.series(), ticket.token()));
    }

    @Test
    void theSameTokenInTheSameInstantIsRotatedOnce() throws Exception {
        Ticket ticket = remembered.begin(1);
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

    private Browser staying() {
        var ada = new Browser(mvc);
        ada.signIn("ada", AccountTest.PASSWORD, "remember-me", "on");
        return ada;
    }
}
