package app.parley.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.parley.account.AccountTest;
import app.parley.account.Browser;
import app.parley.account.Browser.Answer;
import app.parley.account.Newcomer;
import app.parley.account.SignUp;
import app.parley.account.Users;
import app.parley.room.RoomCreation;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.PlatformTransactionManager;

@SpringBootTest
@AutoConfigureMockMvc
@ContextConfiguration(initializers = AccountTest.OnItsOwnDatabase.class)
class SetupTests {

    private static final Newcomer ADA = new Newcomer("Ada", "ada", AccountTest.PASSWORD);

    @Autowired
    private MockMvc mvc;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private FirstRun served;

    @Autowired
    private SignUp signUp;

    @Autowired
    private Users users;

    @Autowired
    private RoomCreation rooms;

    @Autowired
    private PlatformTransactionManager transactions;

    @BeforeEach
    void aServerWithNobody() {
        List.of("web_session", "membership", "room", "users")
                .forEach(table -> jdbc.sql("delete from " + table).update());
        jdbc.sql("update first_run set completed_at = null").update();
        ReflectionTestUtils.setField(served, "complete", false);
    }

    @Test
    void everyPageLeadsToTheSetUpAndNothingElseDoes() {
        var visitor = new Browser(mvc);

        for (String page : List.of("/", "/login", "/rooms", "/rooms/1", "/signup", "/join/x", "/profile", "/nowhere")) {
            assertThat(visitor.get(page).status()).as(page).isEqualTo(303);
            assertThat(visitor.get(page).location()).as(page).isEqualTo("/setup");
        }
        assertThat(visitor.get("/setup").status()).isEqualTo(200);
        assertThat(visitor.get("/up", "Accept", "*/*").status()).isEqualTo(200);
        assertThat(visitor.get("/actuator/health/readiness", "Accept", "*/*").status())
                .isEqualTo(200);
        assertThat(visitor.get("/css/nothing.css").status()).isEqualTo(404);
        assertThat(visitor.get("/ws/info").status()).isNotEqualTo(303);
        assertThat(visitor.get("/").header("Content-Security-Policy")).contains("default-src 'none'");
    }

    @Test
    void theFirstPersonIsAdministratorInTheLobbyAndTheSetUpIsGone() {
        var ada = new Browser(mvc);

        Answer answer = setUp(ada, "Ada", "ada", AccountTest.PASSWORD);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).isEqualTo("/rooms/" + id("room where name = 'Lobby' and kind = 'OPEN'"));
        assertThat(ada.get("/admin/sign-up").status()).isEqualTo(200);
        assertThat(count("membership where role = 'OWNER' and user_id = " + id("users")))
                .isEqualTo(1);
        assertThat(ada.get("/setup").status()).isEqualTo(404);
        assertThat(setUpAgain(ada).status()).isEqualTo(404);
        assertThat(new Browser(mvc).get("/").location()).isEqualTo("/login");
    }

    @Test
    void aRefusedSetUpExplainsEveryFieldAndStoresNothing() {
        Answer answer = setUp(new Browser(mvc), "", "а", "short");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("name-error", "username-error", "password-error")
                .doesNotContain("short\"");
        assertThat(users.existsBy()).isFalse();
        assertThat(served.isComplete()).isFalse();
    }

    @Test
    void twoSetUpsAtTheSameMomentMakeOneAdministrator() throws Exception {
        Callable<Answer> ada = () -> setUp(new Browser(mvc), "Ada", "ada", AccountTest.PASSWORD);
        Callable<Answer> bo = () -> setUp(new Browser(mvc), "Bo", "bo", AccountTest.PASSWORD);

        List<Integer> statuses;
        try (var threads = Executors.newFixedThreadPool(4)) {
            statuses = threads.invokeAll(List.of(ada, bo, ada, bo)).stream()
                    .map(Future::resultNow)
                    .map(Answer::status)
                    .toList();
        }

        assertThat(statuses).containsOnlyOnce(303);
        assertThat(statuses).allMatch(status -> status == 303 || status == 409 || status == 404);
        assertThat(count("users")).isEqualTo(1);
        assertThat(count("room")).isEqualTo(1);
    }

    @Test
    void theLaterOfTwoIsToldSo() {
        FirstRun elsewhere = anotherNode();
        var bo = new Browser(mvc);
        bo.get("/setup");
        elsewhere.complete(ADA, null);

        assertThat(served.complete(new Newcomer("Bo", "bo", AccountTest.PASSWORD), null))
                .isEmpty();
        assertThat(count("users")).isEqualTo(1);
    }

    @Test
    void theVariablesOfTheOperatorDoTheSameOnce() {
        var setup = new UnattendedSetup(anotherNode(), "Ada", AccountTest.PASSWORD);

        setup.start();
        setup.start();

        assertThat(users.findByUsername("ada").orElseThrow().isAdministrator()).isTrue();
        assertThat(users.findByUsername("ada").orElseThrow().name()).isEqualTo("Ada");
        assertThat(count("users")).isEqualTo(1);
    }

    @Test
    void variablesThatAreNoAccountStopTheStartWithASentence() {
        assertThatThrownBy(() -> new UnattendedSetup(anotherNode(), "ada", "short").start())
                .hasMessageContaining("at least 8 characters");
        assertThatThrownBy(() -> new UnattendedSetup(anotherNode(), "ada", "").start())
                .hasMessageContaining("missing");
        assertThat(users.existsBy()).isFalse();
    }

    @Test
    void withoutVariablesNothingHappens() {
        new UnattendedSetup(anotherNode(), "", "").start();

        assertThat(users.existsBy()).isFalse();
    }

    @Test
    void aForeignSiteSetsNothingUp() {
        Answer answer =
                new Browser(mvc).forge("/setup", "name", "Eve", "username", "eve", "password", AccountTest.PASSWORD);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(users.existsBy()).isFalse();
    }

    private FirstRun anotherNode() {
        return new FirstRun(signUp, users, rooms, jdbc, transactions, Clock.systemUTC());
    }

    private static Answer setUp(Browser browser, String name, String username, String password) {
        return browser.submit("/setup", "/setup", "name", name, "username", username, "password", password);
    }

    private static Answer setUpAgain(Browser browser) {
        return browser.submit("/profile", "/setup", "name", "Eve", "username", "eve", "password", AccountTest.PASSWORD);
    }

    private long id(String from) {
        return jdbc.sql("select id from " + from).query(Long.class).single();
    }

    private long count(String from) {
        return jdbc.sql("select count(*) from " + from).query(Long.class).single();
    }
}
