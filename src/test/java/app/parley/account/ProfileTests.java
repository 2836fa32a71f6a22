package app.parley.account;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.account.Browser.Answer;
import app.parley.text.Language;
import app.parley.web.ClientAddress;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

@AccountTest
class ProfileTests {

    private static final String PASSWORD = AccountTest.PASSWORD;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private SignUp signUp;

    @Autowired
    private Users users;

    @Autowired
    private SignInFailures failures;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void whatPeopleSayAboutThemselvesIsSeenByTheOthers() {
        User eleanor = signUp.register(new Newcomer("Eleanor", "eleanor", PASSWORD));
        Browser browser = signedIn("eleanor");

        Answer saved = browser.submit(
                "/profile",
                "/profile",
                "name",
                "Eleanor S.",
                "bio",
                "<b>Arizona</b>",
                "theme",
                "dark",
                "density",
                "compact");

        assertThat(saved.location()).isEqualTo("/profile");
        assertThat(browser.get("/profile").body())
                .contains("data-theme=\"dark\"", "data-density=\"compact\"", "value=\"&lt;b&gt;Arizona&lt;/b&gt;\"");
        assertThat(signedIn("ada").get("/users/" + eleanor.id()).body())
                .contains("Eleanor S.", "@eleanor", "&lt;b&gt;Arizona&lt;/b&gt;");
    }

    @Test
    void aStatusIsShownBesideTheNameAndStaysWhereAFormDoesNotHaveIt() {
        User quentin = signUp.register(new Newcomer("Quentin", "quentin", PASSWORD));
        Browser browser = signedIn("quentin");

        Answer refused = said(browser, "s".repeat(81));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("status-error", "s".repeat(81));

        assertThat(said(browser, "Away <until> Monday").status()).isEqualTo(303);
        browser.submit("/profile", "/profile", "name", "Quentin", "theme", "dark", "density", "compact");
        assertThat(signedIn("ada").get("/users/" + quentin.id()).body()).contains("Away &lt;until&gt; Monday");

        assertThat(said(browser, "").status()).isEqualTo(303);
        assertThat(signedIn("ada").get("/users/" + quentin.id()).body()).doesNotContain("Away");
    }

    private static Answer said(Browser browser, String status) {
        return browser.submit(
                "/profile", "/profile", "name", "Quentin", "theme", "dark", "density", "compact", "status", status);
    }

    /** As of those who were there before Parley spoke more than one language. */
    @Test
    void whoseLanguageIsNotKnownIsTakenToWantThatOfThePageOnWhichTheySignIn() {
        signUp.register(new Newcomer("Gita", "gita", PASSWORD));
        Browser browser = new Browser(mvc).speaking("hi-IN");
        browser.signIn("gita", PASSWORD);

        assertThat(browser.speaking("fr").get("/rooms").body()).contains("<html lang=\"hi\"");
        new Browser(mvc).speaking("fr").signIn("gita", PASSWORD);
        assertThat(users.findByUsername("gita").orElseThrow().language()).isEqualTo(Language.HINDI);
    }

    @Test
    void aTimeZoneIsOneThatThereIs() {
        signUp.register(new Newcomer("Folake", "folake", PASSWORD));
        Browser browser = signedIn("folake");

        Answer refused = moved(browser, "Mars/Olympus_Mons");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("There is no such time zone", "value=\"Mars/Olympus_Mons\"");
        assertThat(moved(browser, "+99:00").status()).isEqualTo(422);

        assertThat(moved(browser, "Africa/Lagos").status()).isEqualTo(303);
        assertThat(users.findByUsername("folake").orElseThrow().timeZone()).hasToString("Africa/Lagos");
        assertThat(moved(browser, "").status()).isEqualTo(303);
        assertThat(users.findByUsername("folake").orElseThrow().timeZone()).isEqualTo(ZoneId.systemDefault());
    }

    private static Answer moved(Browser browser, String timeZone) {
        return browser.submit(
                "/profile", "/profile", "name", "Folake", "theme", "dark", "density", "compact", "timeZone", timeZone);
    }

    @Test
    void aRefusedProfileChangesNothingAndKeepsWhatWasTyped() {
        signUp.register(new Newcomer("Michael", "michael", PASSWORD));

        Answer refused = signedIn("michael")
                .submit("/profile", "/profile", "name", " ", "bio", "b".repeat(201), "theme", "pink", "density", "");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("name-error", "bio-error", "theme-error", "density-error", "b".repeat(201))
                .doesNotContain("app.parley", "java.lang");
        assertThat(users.findByUsername("michael").orElseThrow().name()).isEqualTo("Michael");
    }

    @Test
    void fieldsThatTheFormDoesNotHaveChangeNothing() {
        signUp.register(new Newcomer("Trevor", "trevor", PASSWORD));

        signedIn("trevor")
                .submit(
                        "/profile",
                        "/profile",
                        "name",
                        "Trevor",
                        "bio",
                        "",
                        "theme",
                        "system",
                        "density",
                        "comfortable",
                        "role",
                        "ADMINISTRATOR",
                        "username",
                        "ada2",
                        "user.role",
                        "ADMINISTRATOR");

        User trevor = users.findByUsername("trevor").orElseThrow();
        assertThat(trevor.isAdministrator()).isFalse();
    }

    @Test
    void nobodyTakesANameByWhichOthersWouldBeMisled() {
        signUp.register(new Newcomer("Simone Garnett", "garnett", PASSWORD));
        signUp.register(new Newcomer("Kamilah", "kamilah", PASSWORD));
        Browser kamilah = signedIn("kamilah");

        assertThat(named(kamilah, "Simоne Gаrnett").body())
                .contains("Someone here has a name that looks just the same.");
        assertThat(named(kamilah, "Administrator").body()).contains("Only administrators can have a name like this.");
        assertThat(users.findByUsername("kamilah").orElseThrow().name()).isEqualTo("Kamilah");
        assertThat(named(kamilah, "simone garnett").status())
                .as("there may be two")
                .isEqualTo(303);
        assertThat(named(kamilah, "simone garnett").status())
                .as("who keeps hers")
                .isEqualTo(303);
        Answer newcomer = new Browser(mvc)
                .submit("/signup", "/signup", "name", "Ѕupport", "username", "vicky", "password", PASSWORD);
        assertThat(newcomer.status()).isEqualTo(422);
        assertThat(newcomer.body()).contains("name-error");
    }

    private static Answer named(Browser browser, String name) {
        return browser.submit("/profile", "/profile", "name", name, "theme", "dark", "density", "compact");
    }

    @Test
    void aNewPasswordEndsEverySessionButThisOne() {
        signUp.register(new Newcomer("Janet", "janet", PASSWORD));
        Browser here = signedIn("janet");
        Browser elsewhere = signedIn("janet");
        Browser remembered = new Browser(mvc);
        remembered.signIn("janet", PASSWORD, "remember-me", "on");

        Answer changed =
                here.submit("/profile", "/profile/password", "current", PASSWORD, "password", "another long password");

        assertThat(changed.location()).isEqualTo("/profile");
        assertThat(here.isSignedIn()).isTrue();
        assertThat(elsewhere.isSignedIn()).isFalse();
        assertThat(remembered.reopened().isSignedIn()).isFalse();
        assertThat(new Browser(mvc).signIn("janet", PASSWORD).status()).isEqualTo(422);
        assertThat(new Browser(mvc).signIn("janet", "another long password").status())
                .isEqualTo(303);
    }

    @Test
    void aDeviceThatStaysSignedInStaysSoAfterItsOwnNewPassword() {
        signUp.register(new Newcomer("Mindy", "mindy", PASSWORD));
        Browser mindy = new Browser(mvc);
        mindy.signIn("mindy", PASSWORD, "remember-me", "on");

        mindy.submit("/profile", "/profile/password", "current", PASSWORD, "password", "another long password");

        assertThat(mindy.reopened().isSignedIn()).isTrue();
    }

    @Test
    void withoutTheCurrentPasswordThereIsNoNewOne() {
        signUp.register(new Newcomer("Derek", "derek", PASSWORD));
        Browser derek = signedIn("derek");

        Answer refused = derek.submit(
                "/profile", "/profile/password", "current", "a guess", "password", "another long password");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("This is not your current password.")
                .doesNotContain("another long");
        assertThat(new Browser(mvc).signIn("derek", PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void guessingTheCurrentPasswordIsThrottledToo() {
        signUp.register(new Newcomer("Shawn", "shawn", PASSWORD));
        Browser shawn = signedIn("shawn");
        for (int i = 0; i < 10; i++) {
            failures.claim("shawn", ClientAddress.of("192.0.2.1"));
        }

        Answer refused =
                shawn.submit("/profile", "/profile/password", "current", PASSWORD, "password", "another long password");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Too many wrong passwords");
    }

    @Test
    void whoIsNotThereAndWhatIsNoNumberAreTheSame() {
        Browser ada = signedIn("ada");

        assertThat(ada.get("/users/999999").status()).isEqualTo(404);
        assertThat(ada.get("/users/ada").status()).isEqualTo(404);
        assertThat(ada.get("/users/99999999999999999999").status()).isEqualTo(404);
    }

    @Test
    void visitorsSeeNobody() {
        var visitor = new Browser(mvc);

        assertThat(visitor.get("/users/1").location()).isEqualTo("/login");
        assertThat(visitor.get("/profile").location()).isEqualTo("/login");
    }

    @Test
    void aDeactivatedPersonIsSignedOutAtOnce() {
        User vicky = signUp.register(new Newcomer("Vicky", "vicky", PASSWORD));
        Browser browser = signedIn("vicky");
        Browser remembered = new Browser(mvc);
        remembered.signIn("vicky", PASSWORD, "remember-me", "on");

        jdbc.sql("update users set active = false where id = ?")
                .param(vicky.id())
                .update();

        assertThat(browser.get("/profile").location()).isEqualTo("/login");
        assertThat(browser.get("/login").status()).isEqualTo(200);
        assertThat(remembered.reopened().isSignedIn()).isFalse();
        assertThat(signedIn("ada").get("/users/" + vicky.id()).body()).contains("Former member");
    }

    private Browser signedIn(String username) {
        var browser = new Browser(mvc);
        assertThat(browser.signIn(username, PASSWORD).status()).isEqualTo(303);
        return browser;
    }
}
