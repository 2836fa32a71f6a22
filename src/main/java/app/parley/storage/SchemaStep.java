package app.parley.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One statement that changes the schema, whose form tells whether it was done already. MySQL and MariaDB do each wholly or not
 * at all, also when they are killed meanwhile, but none of them in a transaction.
 */
final class SchemaStep {

    private enum Form {
        CREATE_TABLE("create table (?<table>\\w+)(?<name>)") {
            @Override
            boolean isDone(Connection database, String table, String name) throws SQLException {
                return hasTable(database, table);
            }
        },
        CREATE_INDEX("create (?:unique )?index (?<name>\\w+) on (?<table>\\w+)") {
            @Override
            boolean isDone(Connection database, String table, String name) throws SQLException {
                return hasIndex(database, table, name);
            }
        },
        ADD_COLUMN("alter table (?<table>\\w+) add column (?<name>\\w+)") {
            @Override
            boolean isDone(Connection database, String table, String name) throws SQLException {
                return hasColumn(database, table, name);
            }
        },
        RENAME_COLUMN("alter table (?<table>\\w+) rename column \\w+ to (?<name>\\w+)") {
            @Override
            boolean isDone(Connection database, String table, String name) throws SQLException {
                return hasColumn(database, table, name);
            }
        },
        DROP_TABLE("drop table (?<table>\\w+)(?<name>)") {
            @Override
            boolean isDone(Connection database, String table, String name) throws SQLException {
                return !hasTable(database, table);
            }
        },
        DROP_INDEX("drop index (?<name>\\w+)(?: on (?<table>\\w+))?") {
            @Override
            boolean isDone(Connection database, String table, String name) throws SQLException {
                return !hasIndex(database, table, name);
            }
        },
        DROP_COLUMN("alter table (?<table>\\w+) drop column (?<name>\\w+)") {
            @Override
            boolean isDone(Connection database, String table, String name) throws SQLException {
                return !hasColumn(database, table, name);
            }
        };

        private final Pattern pattern;

        /** As the migrations write it, behind comments: in lower case, names without quotes. */
        Form(String beginning) {
            pattern = Pattern.compile("(?:\\s|--[^\\n]*\\n)*" + beginning + "\\b.*", Pattern.DOTALL);
        }

        abstract boolean isDone(Connection database, String table, String name) throws SQLException;
    }

    private final Form form;
    private final String table;
    private final String name;

    private SchemaStep(Form form, Matcher parts) {
        this.form = form;
        this.table = parts.group("table");
        this.name = parts.group("name");
    }

    /** Empty for a statement of which that cannot be told. */
    static Optional<SchemaStep> of(String sql) {
        return Arrays.stream(Form.values())
                .flatMap(form -> {
                    Matcher parts = form.pattern.matcher(sql);
                    return parts.matches()
                            ? Optional.of(new SchemaStep(form, parts)).stream()
                            : Optional.<SchemaStep>empty().stream();
                })
                .findFirst();
    }

    boolean isDone(Connection database) throws SQLException {
        return form.isDone(database, table, name);
    }

    private static boolean hasTable(Connection database, String table) throws SQLException {
        return contains(
                database.getMetaData().getTables(database.getCatalog(), null, table, null), "TABLE_NAME", table);
    }

    private static boolean hasColumn(Connection database, String table, String column) throws SQLException {
        return contains(
                database.getMetaData().getColumns(database.getCatalog(), null, table, column), "COLUMN_NAME", column);
    }

    private static boolean hasIndex(Connection database, String table, String index) throws SQLException {
        return contains(
                database.getMetaData().getIndexInfo(database.getCatalog(), null, table, false, true),
                "INDEX_NAME",
                index);
    }

    private static boolean contains(ResultSet rows, String column, String name) throws SQLException {
        try (rows) {
            while (rows.next()) {
                if (name.equalsIgnoreCase(rows.getString(column))) {
                    return true;
                }
            }
            return false;
        }
    }
}
