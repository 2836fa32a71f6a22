package app.parley.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.parley.account.Browser.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.test.web.servlet.MockMvc;

@AccountTest
@RecordApplicationEvents
class SignUpTests {

    private static final String PASSWORD = AccountTest.PASSWORD;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private SignUp signUp;

    @Autowired
    private SignUpDoor door;

    @Autowired
    private Users users;

    @Autowired
    private MovableClock clock;

    @AfterEach
    void now() {
        clock.reset();
    }

    @BeforeEach
    void openTheDoor() {
        door.change(SignUpMode.OPEN);
    }

    @Test
    void whoSignsUpIsInAndTheOthersHear(@Autowired ApplicationEvents events) {
        var bo = new Browser(mvc);

        Answer answer = signUp(bo, "Bo", "bo", PASSWORD);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).isEqualTo("/");
        assertThat(bo.isSignedIn()).isTrue();
        assertThat(bo.get("/signup").location()).isEqualTo("/");
        long id = users.findByUsername("bo").orElseThrow().id();
        assertThat(events.stream(UserSignedUp.class)).containsExactly(new UserSignedUp(id));
    }

    @Test
    void aTakenUsernameIsNamedTogetherWithWhatElseIsWrong() {
        signUp(new Browser(mvc), "Bo", "bo.first", "orchid-lantern-7-meadow");

        Answer answer = signUp(new Browser(mvc), "Bo", "Bo.First", "12345678");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("id=\"username-error\"", "id=\"password-error\"");
    }

    @Test
    void everyBadFieldIsExplainedBesideItAndTheRestIsKept() {
        Answer answer = signUp(new Browser(mvc), "\u200B", "Chidi<3", "12345678");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("id=\"name-error\">Enter the name")
                .contains("id=\"username-error\">Use letters")
                .contains("id=\"password-error\">This is one of the passwords")
                .contains("value=\"Chidi&lt;3\"")
                .contains("aria-invalid=\"true\"", "aria-describedby=\"username-error\"")
                .doesNotContain("12345678");
    }

    @Test
    void aFormWithoutAnyFieldIsRefusedLikeAnEmptyOne() {
        assertThat(new Browser(mvc).submit("/signup", "/signup").status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ines", "INES", " Ines ", "lnes", "1nes"})
    void aNameThatLooksLikeSomebodysIsTaken(String username) {
        if (users.findByUsername("ines").isEmpty()) {
            signUp.register(new Newcomer("Ines", "ines", PASSWORD));
            signUp.register(new Newcomer("Lynn", "lnes", PASSWORD));
        }

        Answer answer = signUp(new Browser(mvc), "Somebody", username, PASSWORD);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("id=\"username-error\">This username, or one that looks very much like it");
    }

    @Test
    void twoWhoWantTheSameNameAtTheSameMomentDoNotBothGetIt() throws Exception {
        Callable<User> attempt = () -> signUp.register(new Newcomer("Twin", "twin", PASSWORD));

        List<Future<User>> results;
        try (var threads = Executors.newFixedThreadPool(4)) {
            results = threads.invokeAll(List.of(attempt, attempt, attempt, attempt));
        }

        assertThat(results.stream().filter(result -> result.state() == Future.State.SUCCESS))
                .hasSize(1);
        assertThat(results.stream().filter(result -> result.state() == Future.State.FAILED))
                .allSatisfy(result -> assertThat(result.exceptionNow()).isInstanceOf(UsernameTaken.class));
    }

    @Test
    void fieldsThatTheFormDoesNotHaveChangeNothing() {
        var mallory = new Browser(mvc);

        mallory.submit("/signup", "/signup", new String[] {
            "name",
            "Mallory",
            "username",
            "mallory",
            "password",
            PASSWORD,
            "role",
            "ADMINISTRATOR",
            "administrator",
            "true",
            "id",
            "1",
            "active",
            "true"
        });

        assertThat(users.findByUsername("mallory").orElseThrow().role()).isEqualTo(Role.MEMBER);
        assertThat(mallory.get("/admin/sign-up").status()).isEqualTo(404);
    }

    @Test
    void aForeignSiteSignsNobodyUp() {
        Answer answer = new Browser(mvc).forge("/signup", "name", "Eve", "username", "eve", "password", PASSWORD);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(users.findByUsername("eve")).isEmpty();
    }

    @Test
    void aMemberWhoseDoorIsClosedSaysWhereToAsk() {
        door.change(SignUpMode.INVITATION);

        Answer form = new Browser(mvc).get("/signup");
        Answer sent =
                new Browser(mvc).submit("/login", "/signup", "name", "Eve", "username", "eve", "password", PASSWORD);

        assertThat(List.of(form.status(), sent.status())).containsOnly(403);
        assertThat(form.body()).contains("by invitation");
        assertThat(new Browser(mvc).get("/login").body()).doesNotContain("/signup");
        assertThat(users.findByUsername("eve")).isEmpty();
    }

    @Test
    void whoHasTheLinkComesInUntilThereIsANewOne() {
        door.change(SignUpMode.INVITATION);
        var ada = new Browser(mvc);
        ada.signIn("ada", PASSWORD);
        String path = invitation(ada.submit("/admin/sign-up", "/admin/sign-up/link"));
        assertThat(ada.get("/admin/sign-up").body()).as("shown once").doesNotContain(path);

        Answer welcome =
                new Browser(mvc).submit(path, path, "name", "Tahani", "username", "tahani", "password", PASSWORD);
        ada.submit("/admin/sign-up", "/admin/sign-up/link");
        Answer late = new Browser(mvc).get(path);

        assertThat(welcome.location()).isEqualTo("/");
        assertThat(late.status()).isEqualTo(404);
    }

    @Test
    void aLinkEndsAfterAWeekAndThePageSaysWhen() {
        door.change(SignUpMode.INVITATION);
        var ada = new Browser(mvc);
        ada.signIn("ada", PASSWORD);
        Answer made = ada.submit("/admin/sign-up", "/admin/sign-up/link");
        String path = invitation(made);
        String end = door.invitationEnd().orElseThrow().toString();
        assertThat(Instant.parse(end))
                .isBetween(
                        clock.instant().plus(Duration.ofHours(167)),
                        clock.instant().plus(Duration.ofHours(169)));
        assertThat(List.of(made.body(), ada.get("/admin/sign-up").body()))
                .allSatisfy(page -> assertThat(page).contains("datetime=\"" + end + "\"", "Make a new link"));

        clock.forward(Duration.ofDays(7).minusMinutes(1));
        assertThat(new Browser(mvc).get(path).status()).isEqualTo(200);
        clock.forward(Duration.ofMinutes(2));
        var late = new Browser(mvc);
        ada = new Browser(mvc);
        ada.signIn("ada", PASSWORD);

        assertThat(late.get(path).status()).isEqualTo(404);
        assertThat(late.submit("/login", path, "name", "Eve", "username", "eve", "password", PASSWORD)
                        .status())
                .isEqualTo(404);
        assertThat(users.findByUsername("eve")).isEmpty();
        assertThat(ada.get("/admin/sign-up").body())
                .contains("no link that works")
                .doesNotContain("Make a new link");
        String next = invitation(ada.submit("/admin/sign-up", "/admin/sign-up/link"));
        assertThat(new Browser(mvc).get(next).status()).isEqualTo(200);
    }

    @Test
    void everyBadCodeGetsTheSameAnswer() {
        String replaced = door.invite();
        String current = door.invite();

        door.change(SignUpMode.CLOSED);
        String whenClosed = withoutNonce(new Browser(mvc).get("/join/" + current));
        door.change(SignUpMode.INVITATION);
        String whenReplaced = withoutNonce(new Browser(mvc).get("/join/" + replaced));
        String whenGuessed = withoutNonce(new Browser(mvc).get("/join/guess"));

        assertThat(new Browser(mvc).get("/join/" + current).status()).isEqualTo(200);
        assertThat(List.of(whenClosed, whenReplaced)).containsOnly(whenGuessed);
    }

    @Test
    void onlyAdministratorsDecideWhoMaySignUp() {
        var jason = new Browser(mvc);
        signUp(jason, "Jason", "jason", PASSWORD);

        assertThat(jason.get("/admin/sign-up").status()).isEqualTo(404);
        assertThat(jason.submit("/profile", "/admin/sign-up", "mode", "closed").status())
                .isEqualTo(404);
        assertThat(jason.submit("/profile", "/admin/sign-up/link").status()).isEqualTo(404);
        assertThat(new Browser(mvc).get("/admin/sign-up").location()).isEqualTo("/login");
        assertThat(door.mode()).isEqualTo(SignUpMode.OPEN);
    }

    @Test
    void theAdministratorOpensAndClosesTheDoor() {
        var ada = new Browser(mvc);
        ada.signIn("ada", PASSWORD);

        Answer saved = ada.submit("/admin/sign-up", "/admin/sign-up", "mode", "closed");
        Answer unknown = ada.submit("/admin/sign-up", "/admin/sign-up", "mode", "ajar");

        assertThat(saved.location()).isEqualTo("/admin/sign-up");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(door.mode()).isEqualTo(SignUpMode.CLOSED);
    }

    @Test
    void aRuleCannotBeBypassedByCallingTheVerb() {
        assertThatThrownBy(() -> signUp.register(new Newcomer("Eve", "e", PASSWORD)))
                .isInstanceOf(Refusal.class);
    }

    private static Answer signUp(Browser browser, String name, String username, String password) {
        return browser.submit("/signup", "/signup", "name", name, "username", username, "password", password);
    }

    private static String invitation(Answer page) {
        var link = Pattern.compile("value=\"(/join/[\\w-]+)\"").matcher(page.body());
        assertThat(link.find()).as("an invitation link").isTrue();
        return link.group(1);
    }

    private static String withoutNonce(Answer answer) {
        return answer.status()
                + answer.body().replaceAll("(_csrf\" (content|value)|nonce|csp-nonce\" content)=\"[^\"]*\"", "");
    }
}
