package app.parley.message;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.account.User;
import app.parley.account.Users;
import app.parley.room.Memberships;
import app.parley.room.RoomCreation;
import app.parley.room.RoomKind;
import app.parley.testing.FreshDatabase;
import app.parley.testing.Person;
import app.parley.testing.TestDatabase;
import app.parley.testing.load.RoomPopulation;
import app.parley.testing.sql.Executed;
import app.parley.testing.sql.QueryPlan;
import app.parley.testing.sql.StatementCounter;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * A room with a million messages costs what one with a hundred costs, whether few people have an account or many: the same
 * statements, the same rows. Planners begin elsewhere when one of the tables is small.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(StatementCounter.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LargeRoom {

    private static final int FEW = 100;
    private static final int MANY = 1_000_000;
    private static final int UNREAD = 60;
    private static final int CROWD = 3_000;

    /** What a reader does; the room's newest seq tells where. */
    record Visit(String name, View view) {

        interface View {
            void open(LargeRoom room, long roomId, long lastSeq);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @Autowired
    private StatementCounter counter;

    @Autowired
    private Transcript transcript;

    @Autowired
    private RoomPage page;

    @Autowired
    private Unread unread;

    @Autowired
    private MessageWriter writer;

    @LocalServerPort
    private int port;

    private boolean crowded;
    private User ada;
    private long small;
    private long large;

    abstract FreshDatabase database();

    static void use(FreshDatabase database, DynamicPropertyRegistry properties) {
        database.environment().forEach((name, value) -> properties.add(name, () -> value));
        properties.add("PARLEY_ADMIN_USERNAME", () -> "ada");
        properties.add("PARLEY_ADMIN_PASSWORD", () -> Person.PASSWORD);
    }

    @BeforeAll
    void fill(@Autowired Users users, @Autowired RoomCreation creation, @Autowired Memberships memberships)
            throws SQLException {
        ada = users.findByUsername("ada").orElseThrow();
        Person.newMember(URI.create("http://127.0.0.1:" + port), "Bo");
        long bo = ada.id() + 1;
        small = creation.open(ada, "Small", "", RoomKind.OPEN).id();
        large = creation.open(ada, "Large", "", RoomKind.OPEN).id();
        try (Connection connection = database().connect()) {
            RoomPopulation.fill(connection, small, List.of(bo), FEW);
            RoomPopulation.fill(connection, large, List.of(bo), MANY);
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "insert into mention (user_id, message_id) select author_id, id from message where seq % 20 = 0");
            }
        }
        memberships.read(ada.id(), small, FEW - UNREAD, Instant.now());
        memberships.read(ada.id(), large, MANY - UNREAD, Instant.now());
        count();
    }

    @AfterAll
    void close() {
        database().close();
    }

    static Stream<Visit> visits() {
        return Stream.of(
                new Visit("the newest page", (it, room, last) -> it.transcript.newest(it.ada.id(), room)),
                new Visit("history", (it, room, last) -> it.transcript.before(it.ada.id(), room, last - 20)),
                new Visit("back to the end", (it, room, last) -> it.transcript.after(it.ada.id(), room, last - 55)),
                new Visit("around a message", (it, room, last) -> it.transcript.around(it.ada.id(), room, last - 50)),
                new Visit("catching up", (it, room, last) -> it.transcript.changed(it.ada.id(), room, last - 40)),
                new Visit("the page at the first unread", (it, room, last) -> it.page.show(it.ada, room)),
                new Visit("a permalink", (it, room, last) -> it.page.around(it.ada, room, last - 30)),
                new Visit(
                        "what is unread",
                        (it, room, last) -> assertThat(
                                        it.unread.of(it.ada.id(), room).unread())
                                .isEqualTo(UNREAD)));
    }

    @ParameterizedTest
    @MethodSource("visits")
    void readingCostsTheSame(Visit visit) throws Exception {
        assertCostsTheSame(visit);
    }

    @ParameterizedTest
    @MethodSource("visits")
    void readingCostsTheSameAmongManyPeople(Visit visit) throws Exception {
        crowd();
        assertCostsTheSame(visit);
    }

    private void assertCostsTheSame(Visit visit) throws Exception {
        List<Executed> inSmall = during(() -> visit.view().open(this, small, FEW));
        List<Executed> inLarge = during(() -> visit.view().open(this, large, MANY));

        assertThat(inLarge)
                .extracting(Executed::sql)
                .isEqualTo(inSmall.stream().map(Executed::sql).toList());
        assertThat(inLarge).allSatisfy(statement -> assertThat(statement.sql()).startsWith("select"));
        assertThat(rowsRead(inLarge)).isLessThanOrEqualTo(rowsRead(inSmall) * 12 / 10);
        try (Connection connection = database().connect()) {
            for (Executed statement : inLarge) {
                QueryPlan plan = QueryPlan.of(connection, statement);
                assertThat(plan.scans())
                        .as("%s: %s", statement.sql(), plan.steps())
                        .isFalse();
            }
        }
    }

    /** As many as a large server has, all of them members of both rooms. */
    private void crowd() throws SQLException {
        if (crowded) {
            return;
        }
        try (Connection connection = database().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            String columns = "name, password_hash, role, bio, theme, density, active, created_at";
            // One for each of the first messages: every database can count those.
            statement.execute(("insert into users (id, username, username_key, %s) "
                            + "select %d + m.seq, concat('member', m.seq), concat('member', m.seq), %s from message m, users u "
                            + "where u.id = %d and m.room_id = %d and m.seq <= %d")
                    .formatted(columns, ada.id() + 10, "u." + columns.replace(", ", ", u."), ada.id(), large, CROWD));
            for (long room : List.of(small, large)) {
                statement.execute(
                        "insert into membership (room_id, user_id, role, involvement, favourite, last_read_seq, "
                                + "joined_at) select " + room
                                + ", id, 'MEMBER', 'MENTIONS', false, 0, 0 from users where id > "
                                + (ada.id() + 10));
            }
            connection.commit();
        }
        count();
        crowded = true;
    }

    /** A planner that counted lately: servers do so by themselves after a while. */
    private void count() throws SQLException {
        if (database().kind() != TestDatabase.SQLITE) {
            try (Connection connection = database().connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("analyze table message, users, membership, room, block, mention");
            }
        }
    }

    @Test
    void postingCostsTheSame() throws Exception {
        List<Executed> inSmall = during(() -> post(small));
        List<Executed> inLarge = during(() -> post(large));

        assertThat(inLarge)
                .extracting(Executed::sql)
                .isEqualTo(inSmall.stream().map(Executed::sql).toList());
    }

    @Test
    void aPageViewRunsFewStatementsAndWritesNothing() throws Exception {
        Person reader = Person.visiting(URI.create("http://127.0.0.1:" + port)).signIn("ada", Person.PASSWORD);
        reader.get("/rooms/" + large).expect(200);

        List<Executed> view = counter.during(() -> reader.get("/rooms/" + large).expect(200));
        List<Executed> list = counter.during(() -> reader.get("/rooms/list").expect(200));

        assertThat(view)
                .extracting(Executed::sql)
                .allMatch(sql -> sql.startsWith("select"))
                .hasSizeLessThanOrEqualTo(10);
        assertThat(list)
                .extracting(Executed::sql)
                .allMatch(sql -> sql.startsWith("select"))
                .hasSizeLessThanOrEqualTo(6);
    }

    private void post(long room) {
        writer.post(
                List.of(new Posting(room, ada.id(), Draft.of(UUID.randomUUID().toString(), "hello", null))));
    }

    private List<Executed> during(Runnable block) throws Exception {
        return counter.during(() -> {
            block.run();
            return null;
        });
    }

    /** 0 on SQLite, which does not count: there the plans speak. */
    private long rowsRead(List<Executed> statements) throws SQLException {
        long rows = 0;
        try (Connection connection = database().connect()) {
            for (Executed statement : statements) {
                rows += QueryPlan.of(connection, statement).rowsRead().orElse(0);
            }
        }
        return rows;
    }
}
