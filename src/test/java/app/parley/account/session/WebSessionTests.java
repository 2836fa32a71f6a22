package app.parley.account.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import app.parley.account.AccountTest;
import app.parley.account.Browser;
import app.parley.account.Browser.Answer;
import app.parley.account.MovableClock;
import app.parley.account.session.RememberedSignIns.Ticket;
import app.parley.realtime.LiveSessions;
import app.parley.storage.DatabaseWatch;
import app.parley.testing.sql.Executed;
import app.parley.testing.sql.StatementCounter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.PlatformTransactionManager;

@AccountTest
class WebSessionTests {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private WebSessions sessions;

    @Autowired
    private RememberedSignIns remembered;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private DatabaseWatch database;

    @Autowired
    private StatementCounter statements;

    @Autowired
    private MovableClock clock;

    @AfterEach
    void resetTheClock() {
        clock.reset();
    }

    @Test
    void aVisitorCostsNoRow() {
        long before = rows();

        new Browser(mvc).get("/rooms");
        new Browser(mvc).get("/login");
        new Browser(mvc).signIn("nobody", "guess");

        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void aPageViewReadsAndWritesNothing() throws Exception {
        Browser ada = signedIn();
        ada.get("/profile");

        List<Executed> heard = statements.during(() -> ada.get("/profile"));

        assertThat(heard).as("premise: the page asks who is looking").isNotEmpty();
        assertThat(heard).extracting(Executed::sql).allMatch(sql -> sql.strip().startsWith("select"));
        assertThat(heard)
                .as("its owner is read once, however many ask")
                .filteredOn(statement -> statement.sql().contains("from users"))
                .hasSize(1);
    }

    @Test
    void theTimeOfTheLastVisitIsWrittenNowAndThen() {
        WebSession session = stored();
        session.setLastAccessedTime(session.getLastAccessedTime().plus(WebSession.ACCESS_LAG));
        sessions.save(session);
        Instant afterTheLag = lastAccess(session);

        session.setLastAccessedTime(session.getLastAccessedTime().plusSeconds(1));
        sessions.save(session);

        assertThat(afterTheLag).isEqualTo(session.getCreationTime().truncatedTo(ChronoUnit.MILLIS));
        assertThat(lastAccess(session)).isEqualTo(session.getLastAccessedTime().truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void theDatabaseDoesNotKnowTheIdThatTheCookieCarries() {
        Browser ada = signedIn();

        assertThat(jdbc.sql("select id_hash from web_session")
                        .query(String.class)
                        .list())
                .contains(Secret.hash(ada.cookie("parley")))
                .doesNotContain(ada.cookie("parley"));
    }

    @Test
    void aNewProcessKnowsTheSession() {
        WebSession session = stored();

        var afterRestart = new WebSessions(jdbc, transactions, mock(LiveSessions.class), database, clock);

        assertThat(afterRestart.findById(session.getId()))
                .isNotNull()
                .satisfies(found ->
                        assertThat(found.<String>getAttribute("colour")).isEqualTo("red"));
    }

    @Test
    void fourteenIdleDaysEndASession() {
        WebSession session = stored();

        clock.forward(Duration.ofDays(14).minusMinutes(1));
        assertThat(sessions.findById(session.getId())).isNotNull();
        clock.forward(Duration.ofMinutes(2));

        assertThat(sessions.findById(session.getId())).isNull();
    }

    @Test
    void ninetyDaysEndEvenABusyOne() {
        WebSession session = stored();
        for (int week = 1; week <= 12; week++) {
            session.setLastAccessedTime(session.getCreationTime().plus(Duration.ofDays(7L * week)));
            sessions.save(session);
        }

        clock.forward(Duration.ofDays(90).minusMinutes(1));
        assertThat(sessions.findById(session.getId())).isNotNull();
        assertThat(session.getLastAccessedTime().plus(session.getMaxInactiveInterval()))
                .isEqualTo(session.getCreationTime().plus(Duration.ofDays(90)));
        clock.forward(Duration.ofMinutes(2));

        assertThat(sessions.findById(session.getId())).isNull();
    }

    @Test
    void theSweepTakesWhatHasExpiredAndNothingElse() {
        WebSession session = stored();
        sessions.deleteExpired();
        assertThat(sessions.findById(session.getId())).isNotNull();

        clock.forward(Duration.ofDays(15));
        sessions.deleteExpired();
        clock.reset();

        assertThat(sessions.findById(session.getId())).isNull();
    }

    @Test
    void whatWasRevokedDoesNotComeBackWithALateRequest() {
        WebSession session = stored();
        WebSession lateRequest = sessions.findById(session.getId());
        assertThat(lateRequest).isNotNull();

        sessions.deleteById(session.getId());
        lateRequest.setAttribute("colour", "blue");
        sessions.save(lateRequest);

        assertThat(sessions.findById(session.getId())).isNull();
    }

    @Test
    void aNewIdReplacesTheOldOne() {
        WebSession session = stored();
        String before = session.getId();

        session.changeSessionId();
        sessions.save(session);

        assertThat(sessions.findById(before)).isNull();
        assertThat(sessions.findById(session.getId())).isNotNull();
    }

    @Test
    void attributesThatCannotBeReadSignTheirOwnerOutAndBreakNothing() {
        Browser ada = signedIn();
        jdbc.sql("update web_session set attributes = ? where id_hash = ?")
                .params("rubbish".getBytes(java.nio.charset.StandardCharsets.UTF_8), Secret.hash(ada.cookie("parley")))
                .update();

        assertThat(ada.get("/profile").location()).isEqualTo("/login");
        assertThat(ada.signIn("ada", AccountTest.PASSWORD).status()).isEqualTo(303);
        assertThat(ada.isSignedIn()).isTrue();
    }

    @Test
    void signingOutEndsTheSessionAndTheRememberedSignIn() {
        var ada = new Browser(mvc);
        ada.signIn("ada", AccountTest.PASSWORD, "remember-me", "on");
        Browser thief = ada.copied();
        assertThat(thief.isSignedIn()).isTrue();

        Answer answer = ada.submit("/profile", "/logout");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).isEqualTo("/login");
        assertThat(ada.hasCookie("parley")).isFalse();
        assertThat(ada.hasCookie("parley-remembered")).isFalse();
        assertThat(thief.isSignedIn()).isFalse();
        assertThat(thief.reopened().isSignedIn()).isFalse();
    }

    @Test
    void theSocketsOfAnEndedSessionAreClosed() {
        var sockets = mock(LiveSessions.class);
        WebSession session = stored();

        new WebSessions(jdbc, transactions, sockets, database, clock).deleteById(session.getId());

        verify(sockets).endHttpSession(session.getId());
    }

    @Test
    void aSessionWhoseIdIsRenewedIsAnotherOneForWhoeverHasACopy() {
        var sockets = mock(LiveSessions.class);
        WebSession session = stored();
        String copied = session.getId();

        session.changeSessionId();
        new WebSessions(jdbc, transactions, sockets, database, clock).save(session);

        assertThat(sessions.findById(copied)).isNull();
        assertThat(sessions.findById(session.getId())).isNotNull();
        verify(sockets).endHttpSession(copied);
    }

    @Test
    void noSessionBeginsWithWhatHasEndedMeanwhile() {
        Ticket ended = ticket();
        remembered.forget(ended.seriesHash());

        assertThat(sessions.findById(begun(WebSession.SERIES, ended.seriesHash())))
                .isNull();
        assertThat(sessions.findById(begun(WebSession.PROOF, "the password before")))
                .isNull();
        assertThat(remembered.begin(1, "the password before")).isNull();
        assertThat(sessions.findById(begun(WebSession.SERIES, ticket().seriesHash())))
                .isNotNull();
        assertThat(sessions.findById(begun(WebSession.PROOF, passwordHash()))).isNotNull();
    }

    private String begun(String by, String value) {
        WebSession session = sessions.createSession();
        session.setAttribute(WebSession.USER, 1L);
        session.setAttribute(by, value);
        sessions.save(session);
        return session.getId();
    }

    private Ticket ticket() {
        return Objects.requireNonNull(remembered.begin(1, passwordHash()));
    }

    private String passwordHash() {
        return jdbc.sql("select password_hash from users where id = 1")
                .query(String.class)
                .single();
    }

    @Test
    void aForeignSiteSignsNobodyOut() {
        Browser ada = signedIn();

        assertThat(ada.forge("/logout").status()).isEqualTo(403);
        assertThat(ada.isSignedIn()).isTrue();
    }

    @Test
    void overHttpsTheCookiesBelongToThisHostOnly() {
        var ada = new Browser(mvc).overHttps();

        Answer answer = ada.signIn("ada", AccountTest.PASSWORD, "remember-me", "on");

        assertThat(answer.setCookie("__Host-parley"))
                .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Domain");
        assertThat(answer.setCookie("__Host-parley-remembered")).contains("Secure", "HttpOnly", "SameSite=Lax");
        assertThat(ada.isSignedIn()).isTrue();
    }

    @Test
    void privatePagesAreNotKeptByAnyCache() {
        assertThat(signedIn().get("/profile").header("Cache-Control")).contains("no-store");
    }

    private Browser signedIn() {
        var ada = new Browser(mvc);
        ada.signIn("ada", AccountTest.PASSWORD);
        return ada;
    }

    private WebSession stored() {
        WebSession session = sessions.createSession();
        session.setAttribute("colour", "red");
        sessions.save(session);
        return session;
    }

    private Instant lastAccess(WebSession session) {
        return Instant.ofEpochMilli(jdbc.sql("select last_access_at from web_session where id_hash = ?")
                .param(Secret.hash(session.getId()))
                .query(Long.class)
                .single());
    }

    private long rows() {
        return jdbc.sql("select count(*) from web_session").query(Long.class).single();
    }
}
