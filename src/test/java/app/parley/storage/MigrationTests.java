package app.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;

/**
 * A migration that landed is never edited: databases ran it, and refuse a program in which it reads otherwise. The pins are
 * one line each: version, file and Flyway's checksum.
 */
class MigrationTests {

    private static final String PINS = "migrations.txt";

    /** Those before have several statements each, and {@link UnfinishedMigrations} knows how to go on with them. */
    private static final int LAST_WITH_MANY_STATEMENTS = 20;

    @Test
    void whatLandedStaysAsItIs() {
        Map<String, String> now = byFile(migrations());
        Map<String, String> pinned = byFile(pins());

        pinned.forEach((file, pin) -> assertThat(now.get(file))
                .as("%s was edited or removed, but databases have run it: undo that and add a migration", file)
                .isEqualTo(pin));
        now.forEach((file, line) -> assertThat(pinned)
                .as("%s stays as it is from now on: add the line '%s' to src/test/resources/%s", file, line, PINS)
                .containsKey(file));
        assertThat(pins())
                .as("src/test/resources/%s is sorted by version", PINS)
                .isSortedAccordingTo((one, other) -> version(one).compareTo(version(other)));
    }

    /** MySQL and MariaDB cannot take back half of a migration, so there are no halves; what was done is recognised. */
    @Test
    void eachNewMigrationIsOneStatementThatCanBeRepeated() {
        for (String file : byFile(migrations()).keySet()) {
            if (Integer.parseInt(file.replaceFirst(".*/V(\\d+)__.*", "$1")) <= LAST_WITH_MANY_STATEMENTS) {
                continue;
            }
            List<String> statements = Arrays.stream(read("/db/migration/" + file)
                            .replaceAll("--[^\n]*", "")
                            .split(";"))
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();

            assertThat(statements)
                    .as("%s has more than one statement: make one migration of each", file)
                    .hasSize(1);
            assertThat(statements.getFirst())
                    .as(
                            "%s: SchemaStep must know how to tell that it is done, or it must be an update, a delete or an "
                                    + "'insert … select … where not exists' that changes nothing the second time",
                            file)
                    .satisfiesAnyOf(
                            sql -> assertThat(SchemaStep.of(sql)).isPresent(),
                            sql -> assertThat(sql).matches("(?s)(update|delete)\\b.*|insert\\b.*\\bnot exists\\b.*"));
        }
    }

    /** Whatever the database, in the order of their versions. */
    private static List<String> migrations() {
        Set<String> lines = new TreeSet<>((one, other) -> version(one).equals(version(other))
                ? one.compareTo(other)
                : version(one).compareTo(version(other)));
        for (String vendor : List.of("sqlite", "mysql")) {
            Flyway flyway = Flyway.configure()
                    .dataSource("jdbc:sqlite::memory:", null, null)
                    .locations("classpath:db/migration/common", "classpath:db/migration/" + vendor)
                    .load();
            for (MigrationInfo migration : flyway.info().all()) {
                String folder =
                        MigrationTests.class.getResource("/db/migration/" + vendor + "/" + migration.getScript())
                                        == null
                                ? "common"
                                : vendor;
                lines.add("%s %s/%s %d"
                        .formatted(migration.getVersion(), folder, migration.getScript(), migration.getChecksum()));
            }
        }
        return List.copyOf(lines);
    }

    private static List<String> pins() {
        return read("/" + PINS).lines().toList();
    }

    private static Map<String, String> byFile(List<String> lines) {
        return lines.stream()
                .collect(Collectors.toMap(
                        line -> line.split(" ")[1], Function.identity(), (one, _) -> one, TreeMap::new));
    }

    private static MigrationVersion version(String line) {
        return MigrationVersion.fromVersion(line.substring(0, line.indexOf(' ')));
    }

    private static String read(String resource) {
        try (InputStream content = MigrationTests.class.getResourceAsStream(resource)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
