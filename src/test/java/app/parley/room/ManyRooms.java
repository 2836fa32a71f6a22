package app.parley.room;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.account.MovableClock;
import app.parley.account.User;
import app.parley.account.Users;
import app.parley.testing.FreshDatabase;
import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.sql.Executed;
import app.parley.testing.sql.QueryPlan;
import app.parley.testing.sql.StatementCounter;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;

/** Ada is in a thousand rooms, Bo in one: their lists cost the same. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import({StatementCounter.class, MovableClock.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ManyRooms {

    private static final int MANY = 1_000;

    /** How long somebody whose socket is gone counts on. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** Rooms with something unread are counted by as many at a time as SQLite takes in one statement. */
    private static final int COUNTED_AT_ONCE = 200;

    @Autowired
    private StatementCounter counter;

    @Autowired
    private RoomList list;

    @Autowired
    private MovableClock clock;

    @LocalServerPort
    private int port;

    private User ada;
    private User bo;

    abstract FreshDatabase database();

    static void use(FreshDatabase database, DynamicPropertyRegistry properties) {
        database.environment().forEach((name, value) -> properties.add(name, () -> value));
        properties.add("PARLEY_ADMIN_USERNAME", () -> "ada");
        properties.add("PARLEY_ADMIN_PASSWORD", () -> Person.PASSWORD);
    }

    @BeforeAll
    void boOpensRoomsForAda(@Autowired Users users) throws SQLException {
        Person boHimself = Person.newMember(URI.create("http://127.0.0.1:" + port), "Bo");
        ada = users.findByUsername("ada").orElseThrow();
        bo = users.findById(Long.parseLong(boHimself.id())).orElseThrow();
        try (Connection connection = database().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 1; i <= MANY; i++) {
                statement.addBatch("""
                        insert into room (name, order_key, description, kind, last_seq, last_change, last_posted_at,
                            member_count, created_at, created_by)
                        values ('Thousand %04d', 'thousand %04d', '', 'OPEN', 1, 1, 1, 1, 1, %d)""".formatted(i, i, bo.id()));
            }
            statement.executeBatch();
            statement.execute("""
                    insert into message (id, room_id, seq, change_no, author_id, client_id, body, created_at)
                    select id * 1073741824 + 1, id, 1, 1, %d, 'one', 'hello', 1 from room where name like 'Thousand %%'""".formatted(bo.id()));
            statement.execute("""
                    insert into membership (room_id, user_id, role, involvement, favourite, last_read_seq, joined_at)
                    select id, %d, 'MEMBER', 'MENTIONS', false, 0, 1 from room where name like 'Thousand %%'""".formatted(ada.id()));
            connection.commit();
        }
    }

    @AfterAll
    void close() {
        database().close();
    }

    @Test
    void aThousandRoomsThatAreReadCostTheStatementsOfOne() throws Exception {
        read(1);
        List<Executed> ofOne = counter.duringHere(() -> list.of(bo.id()));
        List<Executed> ofMany = counter.duringHere(() -> list.of(ada.id()));

        assertThat(list.of(bo.id()).rooms()).hasSize(1);
        assertThat(list.of(ada.id()).rooms()).hasSize(MANY + 1).allMatch(entry -> entry.unread() == 0);
        assertThat(ofMany)
                .extracting(Executed::sql)
                .isEqualTo(ofOne.stream().map(Executed::sql).toList());
    }

    @Test
    void aThousandRoomsWithSomethingUnreadAreCountedByTheHundredsAndExactly() throws Exception {
        read(0);
        List<Executed> ofOne = counter.duringHere(() -> list.of(bo.id()));
        List<Executed> ofMany = counter.duringHere(() -> list.of(ada.id()));

        List<RoomList.Entry> rooms = list.of(ada.id()).rooms();
        assertThat(rooms.stream().filter(entry -> entry.unread() == 1)).hasSize(MANY);
        assertThat(rooms.stream().skip(1).map(RoomList.Entry::name)) // after the lobby
                .containsExactlyElementsOf(IntStream.rangeClosed(1, MANY)
                        .mapToObj("Thousand %04d"::formatted)
                        .toList());
        assertThat(ofMany).hasSize(ofOne.size() + MANY / COUNTED_AT_ONCE);
        assertThat(ofMany).noneMatch(Executed::writes);
        try (Connection connection = database().connect()) {
            for (Executed statement : ofMany) {
                QueryPlan plan = QueryPlan.of(connection, statement);
                plan.rowsRead()
                        .ifPresent(rows -> assertThat(rows)
                                .as("%s: %s", statement.sql(), plan.steps())
                                .isLessThan(8L * MANY));
                assertThat(plan.steps())
                        .as(statement.sql())
                        .noneMatch(step -> step.matches("(?s).*\\bSCAN (message|room|membership|r|m|p)\\d?\\b.*"));
            }
        }
    }

    /** A row that changed costs the same, with all that is unread around it. */
    @Test
    void aRowOfAThousandRoomsCostsNoMoreStatementsThanOneOfOne() throws Exception {
        read(0);
        long his = list.of(bo.id()).rooms().getFirst().id();
        List<RoomList.Entry> hers = list.of(ada.id()).rooms();
        RoomList.Entry one = hers.get(500);

        List<Executed> ofOne = counter.duringHere(() -> list.of(bo.id(), List.of(his)));
        List<Executed> ofMany = counter.duringHere(
                () -> list.of(ada.id(), List.of(one.id(), hers.getLast().id(), 1_000_000L)));

        assertThat(ofMany)
                .hasSizeLessThanOrEqualTo(ofOne.size() + 1)
                .noneMatch(Executed::writes); // one counts what is unread
        List<RoomList.Entry> rows =
                list.of(ada.id(), List.of(one.id(), hers.getLast().id())).rooms();
        assertThat(rows)
                .extracting(RoomList.Entry::name)
                .containsExactly(one.name(), hers.getLast().name());
        assertThat(rows)
                .extracting(RoomList.Entry::next)
                .containsExactly(hers.get(501).id(), null);
        assertThat(rows).extracting(RoomList.Entry::unread).containsOnly(1);
        assertThat(list.of(bo.id(), List.of(one.id())).rooms())
                .as("a room of others")
                .isEmpty();
    }

    /** Both live in memory, from the first socket to the moment when the last one's grace is over. */
    @Test
    void whoComesTypesGoesAwayAndLeavesWritesNothing() throws Exception {
        URI server = URI.create("http://127.0.0.1:" + port);
        Person adaHerself = Person.visiting(server).signIn("ada", Person.PASSWORD);
        Person mei = Person.newMember(server, "Mei");
        long lobby =
                Long.parseLong(mei.get("/").expect(303).location().orElseThrow().replaceFirst(".*/rooms/", ""));
        adaHerself.csrfToken(); // which a page brings
        mei.csrfToken();

        List<Executed> all = counter.during(() -> {
            try (StompConnection reader = StompConnection.open(mei)) {
                reader.subscribe(topic(lobby, "typing"));
                reader.subscribe(topic(lobby, "presence"));
                reader.awaitCount(topic(lobby, "presence"), 1);
                StompConnection adas = StompConnection.open(adaHerself);
                awaitPresence(reader, lobby, adaHerself, "online");
                adas.send("/app/rooms/" + lobby + "/typing", Map.of("on", true));
                reader.await(topic(lobby, "typing"), sign -> sign.path("on").asBoolean());
                adas.send("/app/rooms/" + lobby + "/typing", Map.of("on", false));
                reader.await(topic(lobby, "typing"), sign -> !sign.path("on").asBoolean());
                adas.send("/app/presence", Map.of("state", "idle"));
                awaitPresence(reader, lobby, adaHerself, "away");
                adas.close();
                adas.awaitClosed();
                Awaitility.await().untilAsserted(() -> {
                    clock.forward(GRACE); // which may begin a moment later
                    assertThat(presences(reader, lobby, adaHerself)).endsWith("offline");
                });
            }
            return null;
        });

        assertThat(all).as("premise: memberships are looked up").isNotEmpty();
        assertThat(all).noneMatch(Executed::writes);
    }

    private static void awaitPresence(StompConnection reader, long room, Person person, String word) {
        reader.await(
                topic(room, "presence"),
                digest -> digest.path("users").path(person.id()).asString("").equals(word));
    }

    private static List<String> presences(StompConnection reader, long room, Person person) {
        return reader.received(topic(room, "presence")).stream()
                .map(digest -> digest.json().path("users").path(person.id()).asString(""))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String topic(long room, String what) {
        return "/topic/rooms." + room + "." + what;
    }

    private void read(int seq) throws SQLException {
        try (Connection connection = database().connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update membership set last_read_seq = " + seq + " where user_id = " + ada.id());
        }
    }
}
