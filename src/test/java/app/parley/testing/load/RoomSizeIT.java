package app.parley.testing.load;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.Person;
import app.parley.testing.TestDatabase;
import app.parley.testing.sql.Executed;
import app.parley.testing.sql.ListeningParley;
import app.parley.testing.sql.QueryPlan;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A room with a million messages costs what a room with a hundred costs: the same statements, by plans that read a range of
 * an index, touching as many rows. Seconds are not compared, they depend on the machine.
 */
class RoomSizeIT {

    private static final int SMALL = 100;
    private static final int LARGE = 1_000_000;
    /** A page from the middle of a room has both ends full, which a small room cannot offer. */
    private static final long SLACK = 120;

    private record Act(String name, String path) {

        String in(long room, int size) {
            return path.formatted(room)
                    .replace("MIDDLE", Integer.toString(size / 2))
                    .replace("LATE", Integer.toString(size - 10));
        }
    }

    private static final List<Act> ACTS = List.of(
            new Act("the room", "/rooms/%d"),
            new Act("a permalink", "/rooms/%d/messages/MIDDLE"),
            new Act("the newest page", "/rooms/%d/messages"),
            new Act("a page before", "/rooms/%d/messages?before=MIDDLE"),
            new Act("a page after", "/rooms/%d/messages?after=MIDDLE"),
            new Act("a page around", "/rooms/%d/messages?around=MIDDLE"),
            new Act("the first messages", "/rooms/%d/messages?after=0"),
            new Act("catching up with everything", "/rooms/%d/messages?changed=0"),
            new Act("catching up with the last few", "/rooms/%d/messages?changed=LATE"),
            new Act("the list of rooms", "/rooms/list"),
            new Act("browsing", "/rooms"));

    @ParameterizedTest
    @EnumSource
    void aMillionMessagesCostWhatAHundredCost(TestDatabase kind) throws Exception {
        try (FreshDatabase database = kind.fresh();
                ListeningParley parley = ListeningParley.start(database)) {
            Reader ofSmall = reader(parley, database, SMALL);
            Reader ofLarge = reader(parley, database, LARGE);
            SoftAssertions all = new SoftAssertions();
            try (Connection connection = database.connect()) {
                for (Act act : ACTS) {
                    compare(act, ofSmall.open(act), ofLarge.open(act), connection, all);
                }
            }
            compareStatements("posting", ofSmall.post(), ofLarge.post(), all);
            all.assertAll();
        }
    }

    private static Reader reader(ListeningParley parley, FreshDatabase database, int size) throws Exception {
        String tag = UUID.randomUUID().toString().substring(0, 8);
        Person author = Person.newMember(parley.uri(), "Author " + tag);
        Person reader = Person.newMember(parley.uri(), "Reader " + tag);
        long room = author.createRoom("Room of " + size, "open");
        reader.join(room);
        try (Connection connection = database.connect()) {
            RoomPopulation.fill(connection, room, List.of(Long.parseLong(author.id())), size);
        }
        return new Reader(parley, reader, room, size);
    }

    private static void compare(
            Act act, List<Executed> small, List<Executed> large, Connection connection, SoftAssertions all)
            throws Exception {
        compareStatements(act.name(), small, large, all);
        long rowsOfSmall = 0;
        long rowsOfLarge = 0;
        for (Executed query : small) {
            rowsOfSmall += QueryPlan.of(connection, query).rowsRead().orElse(0);
        }
        for (Executed query : large) {
            QueryPlan plan = QueryPlan.of(connection, query);
            rowsOfLarge += plan.rowsRead().orElse(0);
            if (query.sql().contains(" message ")) {
                all.assertThat(plan.scans())
                        .as("%s: %s %s", act.name(), query, plan)
                        .isFalse();
                all.assertThat(plan.sorts())
                        .as("%s: %s %s", act.name(), query, plan)
                        .isFalse();
            }
        }
        all.assertThat(rowsOfLarge).as("rows read for %s", act.name()).isLessThanOrEqualTo(rowsOfSmall + SLACK);
    }

    private static void compareStatements(String act, List<Executed> small, List<Executed> large, SoftAssertions all) {
        all.assertThat(large)
                .extracting(Executed::sql)
                .as("statements of %s", act)
                .containsExactlyInAnyOrderElementsOf(
                        small.stream().map(Executed::sql).toList());
    }

    private record Reader(ListeningParley parley, Person person, long room, int size) {

        /** The queries of the second time, when caches that do not depend on the room are warm. */
        List<Executed> open(Act act) throws Exception {
            String accept = act.path().matches(".*/messages(\\?.*)?") ? "application/json" : "text/html";
            person.get(act.in(room, size), accept).expect(200);
            List<Executed> heard = parley.during(() -> person.get(act.in(room, size), accept));
            assertThat(heard).as("%s asks the database", act).isNotEmpty();
            assertThat(heard).as("%s only reads", act).noneMatch(Executed::writes);
            return heard;
        }

        List<Executed> post() throws Exception {
            person.post(room, "first");
            return parley.during(() -> person.post(room, "second"));
        }
    }
}
