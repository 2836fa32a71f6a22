package app.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.OnBothDatabases;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.StoredDatabase;
import app.parley.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

/** Whatever an earlier program left, whole or half-made, becomes what this one needs, and what people wrote is there. */
@OnBothDatabases
class SchemaIT {

    /** When the law began that migrations are never edited. */
    private static final String FIRST_RELEASE = "056b34e";

    /** Before migration 11 was edited. */
    private static final String EARLY = "74ca3cf";

    private static final int MOST_STATEMENTS = 200;

    private final TestDatabase family;

    SchemaIT(TestDatabase family) {
        this.family = family;
    }

    @Test
    void whatPeopleWroteWithAnEarlierVersionIsThereInThisOne() throws SQLException {
        try (FreshDatabase database = family.fresh()) {
            StoredDatabase.load(FIRST_RELEASE, database);
            try (ParleyServer server =
                    ParleyServer.on(database).label("upgraded").unlimited().start()) {
                assertEverythingIsThere(server);

                Person zoe = Person.visiting(server.uri()).signIn("zoe", Person.PASSWORD);
                assertThat(zoe.get("/rooms/2").body()).contains("what I did not say yet");
                assertThat(zoe.get("/profile").body()).contains("Zoë Ångström", "at sea");
                assertThat(zoe.get("/people?q=bergs", "application/json").body())
                        .contains("Bo Bergström");
            }
        }
    }

    /** Killed in the midst of it, too. */
    @Test
    void aServerOfTheFirstDaysIsBroughtUpToDate() throws SQLException {
        try (FreshDatabase database = family.fresh()) {
            StoredDatabase.load(EARLY, database);
            ParleyServer.Setup setup = ParleyServer.on(database).label("early").unlimited();

            setup.killWhileItStarts(() -> tables(database).contains("mail_address"));

            try (ParleyServer server = setup.start()) {
                assertEverythingIsThere(server);
            }
            assertThat(schema(database)).isEqualTo(schemaOfToday());
        }
    }

    /** Only what is said about migrations 15 and 18 was edited, and 20 got an index. */
    @ParameterizedTest
    @ValueSource(strings = {"5b5bb59", "8783a91", "0da095b"})
    void whateverWasEditedBeforeTheLawIsMadeUpFor(String commit) throws Exception {
        try (FreshDatabase database = family.fresh()) {
            StoredDatabase.load(commit, database);

            upgrade(database);

            assertThat(schema(database)).isEqualTo(schemaOfToday());
        }
    }

    /** The first one was edited before there were rooms: nothing is stored of that day but what it lacked. */
    @Test
    void evenTheSecondMigrationAsItFirstWasIsMadeUpFor() throws Exception {
        try (FreshDatabase database = family.fresh()) {
            upgrade(database);
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("alter table room drop column member_count");
                statement.execute("update flyway_schema_history set checksum = 1730005921 where version = '2'");
            }

            upgrade(database);

            assertThat(schema(database)).isEqualTo(schemaOfToday());
        }
    }

    @Test
    void aFirstStartThatIsKilledIsFinishedByTheNext() throws SQLException {
        try (FreshDatabase database = family.fresh()) {
            ParleyServer.Setup setup =
                    ParleyServer.on(database).label("interrupted").unlimited();
            for (String instant : List.of("web_session", "push_outbox")) {
                setup.killWhileItStarts(() -> tables(database).contains(instant));
            }

            try (ParleyServer server = setup.start()) {
                Person bo = Person.newMember(server.uri(), "Bo");
                bo.post(bo.createRoom("After all", "open"), "here we are");
            }
            assertThat(schema(database)).isEqualTo(schemaOfToday());
        }
    }

    /** What is left after each single statement is what a kill there leaves. */
    @Test
    void whereverAFirstStartStopsTheNextGoesOn() throws Exception {
        try (FreshDatabase database = family.fresh()) {
            int stops = 0;
            while (!isWhole(database)) {
                stops++;
                assertThat(stops).isLessThan(MOST_STATEMENTS);
            }

            // On SQLite a migration is done wholly or not at all, together with the note of it.
            assertThat(stops).isGreaterThanOrEqualTo(family == TestDatabase.SQLITE ? 0 : 20);
            assertThat(schema(database)).isEqualTo(schemaOfToday());
            assertThat(List.of("sign_up", "first_run", "receipt"))
                    .allSatisfy(table -> assertThat(rows(database, table)).isEqualTo(1));
        }
    }

    @Test
    void anOlderProgramLeavesNewerDataAlone() throws Exception {
        try (FreshDatabase database = family.fresh()) {
            upgrade(database);
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "insert into flyway_schema_history (installed_rank, version, description, type, script, "
                                + "checksum, installed_by, installed_on, execution_time, success) select max(installed_rank) + 1, "
                                + "'9999', 'later', 'SQL', 'V9999__later.sql', 1, 'later', max(installed_on), 1, true "
                                + "from flyway_schema_history");
            }

            assertThat(ParleyServer.on(database).label("older").startInVain())
                    .contains("APPLICATION FAILED TO START")
                    .contains("The data has schema version 9999, this program knows only " + newest(database)
                            + ": a newer Parley was here.");
        }
    }

    private static void assertEverythingIsThere(ParleyServer server) {
        Person ada = Person.visiting(server.uri()).signIn("ada", Person.PASSWORD);
        List<String> texts = new ArrayList<>();
        ada.transcript(2, "")
                .path("messages")
                .forEach(message -> texts.add(message.path("body").asString()));
        assertThat(texts)
                .containsExactly(
                        "The tide turns at **six**.",
                        "@ada can you look at the rope?",
                        "Grüße aus dem Hafen 🦊 こんにちは",
                        "no mistake any more",
                        "",
                        "@all the ferry is late",
                        "| a | b |\n|---|---|\n| 1 | 2 |",
                        "last of the first day",
                        "I looked, it holds. @bo",
                        "Thanks, @zoe knows why",
                        "> it holds\n\nIt does.");
        assertThat(ada.get("/rooms/2").body()).contains("data-transcript-first-unread-value=\"7\"", "Bo Bergström");
        assertThat(ada.get("/rooms/list").body()).contains("Harbour", "Chandlery", "Bo Bergström");
        ada.post(2, "still here");
    }

    private static boolean isWhole(FreshDatabase database) throws Exception {
        try {
            upgrade(database, new BaseCallback() {
                @Override
                public boolean supports(Event event, Context context) {
                    return event == Event.AFTER_EACH_MIGRATE_STATEMENT;
                }

                @Override
                public boolean canHandleInTransaction(Event event, Context context) {
                    return true;
                }

                @Override
                public void handle(Event event, Context context) {
                    // A row is taken back with its transaction, and would stop it for ever.
                    if (SchemaStep.of(context.getStatement().getSql()).isPresent()
                            && database.kind() != TestDatabase.SQLITE) {
                        throw new Stop();
                    }
                }
            });
            return true;
        } catch (FlywayException | Stop e) {
            assertThat(e).hasStackTraceContaining(Stop.class.getName());
            return false;
        }
    }

    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** As the application does, without the rest of it. */
    private static void upgrade(FreshDatabase database, Callback... callbacks) throws Exception {
        DatabaseUrl url = DatabaseUrl.of(database.jdbcUrl().orElse(""), database.dataDirectory());
        FluentConfiguration configuration = Flyway.configure().dataSource(url.jdbc(), url.user(), url.password());
        new DataSourceConfiguration().migrations(url).customize(configuration);
        List<Callback> all = new ArrayList<>(List.of(configuration.getCallbacks()));
        all.addAll(List.of(callbacks));
        configuration.callbacks(all.toArray(Callback[]::new));
        configuration.javaMigrations(javaMigrations());
        new SchemaUpgrade(url).migrate(configuration.load());
    }

    /** The modules keep them to themselves. */
    private static JavaMigration[] javaMigrations() throws Exception {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(JavaMigration.class));
        List<JavaMigration> migrations = new ArrayList<>();
        for (BeanDefinition found : scanner.findCandidateComponents("app.parley")) {
            var constructor = Class.forName(found.getBeanClassName()).getDeclaredConstructor();
            constructor.setAccessible(true);
            migrations.add((JavaMigration) constructor.newInstance());
        }
        return migrations.toArray(JavaMigration[]::new);
    }

    private Set<String> schemaOfToday() throws SQLException {
        try (FreshDatabase database = family.fresh()) {
            upgrade(database);
            return schema(database);
        } catch (SQLException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Columns, and the columns of indexes: what the program and its speed rest on. */
    private static Set<String> schema(FreshDatabase database) throws SQLException {
        Set<String> schema = new TreeSet<>();
        try (Connection connection = database.connect()) {
            DatabaseMetaData data = connection.getMetaData();
            for (String table : tables(database)) {
                try (ResultSet columns = data.getColumns(connection.getCatalog(), null, table, "%")) {
                    while (columns.next()) {
                        schema.add("%s.%s %s %s"
                                .formatted(
                                        table,
                                        columns.getString("COLUMN_NAME"),
                                        columns.getString("TYPE_NAME"),
                                        columns.getString("IS_NULLABLE")));
                    }
                }
                Map<String, String> indexes = new TreeMap<>();
                try (ResultSet columns = data.getIndexInfo(connection.getCatalog(), null, table, false, true)) {
                    while (columns.next()) {
                        indexes.merge(
                                columns.getString("INDEX_NAME"),
                                columns.getString("COLUMN_NAME"),
                                (before, next) -> before + ", " + next);
                    }
                }
                indexes.values().forEach(columns -> schema.add("%s (%s)".formatted(table, columns)));
            }
        }
        return schema;
    }

    /** None as long as there is no database. */
    private static Set<String> tables(FreshDatabase database) {
        Set<String> names = new TreeSet<>();
        try (Connection connection = database.connect();
                ResultSet tables = connection
                        .getMetaData()
                        .getTables(connection.getCatalog(), null, "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME"));
            }
        } catch (SQLException | IllegalStateException e) {
            return Set.of();
        }
        return names;
    }

    private static long rows(FreshDatabase database, String table) {
        return number(database, "select count(*) from " + table);
    }

    private static long newest(FreshDatabase database) {
        return number(database, "select max(version + 0) from flyway_schema_history where version <> '9999'");
    }

    private static long number(FreshDatabase database, String query) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
