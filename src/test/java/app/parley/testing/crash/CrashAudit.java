package app.parley.testing.crash;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Compares what authors were told with what a database holds, and what it holds with the laws of the numbered log:
 *
 * <ul>
 *   <li>every acknowledged message is there exactly once, with the id, room, seq, author and body that were acknowledged;
 *   <li>the places of a room are 1 to {@code last_seq}, each once;
 *   <li>no client id is stored twice, acknowledged or not;
 *   <li>the change numbers of a room are distinct and none is beyond {@code last_change}.
 * </ul>
 *
 * It reads by plain SQL, knows no class of the application, and works beside a running server or after its death.
 */
final class CrashAudit {

    private final List<Finding> findings = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final Map<Long, Counters> rooms = new TreeMap<>();

    private CrashAudit() {}

    /** Reads the whole database, while messages may still be on their way. */
    static Verdict of(Connection database, List<Acknowledged> journal) throws SQLException {
        return of(database, journal, Set.of());
    }

    /**
     * Reads the whole database when everybody has finished.
     *
     * @param tried the client ids of all messages that must be there by now, acknowledged or not
     */
    static Verdict of(Connection database, List<Acknowledged> journal, Set<String> tried) throws SQLException {
        CrashAudit audit = new CrashAudit();
        audit.read(database);
        audit.checkJournal(journal);
        audit.checkTried(tried);
        audit.checkPlaces();
        audit.checkClientIds();
        audit.checkChanges();
        return new Verdict(Set.copyOf(journal).size(), audit.rows.size(), List.copyOf(audit.findings));
    }

    /** In one transaction: both databases show it one moment, however long the reading takes. */
    private void read(Connection database) throws SQLException {
        database.setAutoCommit(false);
        try (Statement statement = database.createStatement()) {
            try (ResultSet room = statement.executeQuery("select id, last_seq, last_change from room")) {
                while (room.next()) {
                    rooms.put(room.getLong(1), new Counters(room.getLong(2), room.getLong(3)));
                }
            }
            try (ResultSet message = statement.executeQuery(
                    "select id, room_id, seq, change_no, author_id, client_id, body from message order by room_id, seq")) {
                while (message.next()) {
                    rows.add(new Row(
                            new Acknowledged(
                                    message.getLong(2),
                                    message.getLong(3),
                                    message.getLong(1),
                                    message.getString(6),
                                    message.getLong(5),
                                    Acknowledged.hash(message.getString(7))),
                            message.getLong(4)));
                }
            }
        }
    }

    private void checkJournal(List<Acknowledged> journal) {
        Map<String, List<Row>> stored = new HashMap<>();
        rows.forEach(row -> stored.computeIfAbsent(row.message().clientId(), _ -> new ArrayList<>())
                .add(row));
        Map<String, Acknowledged> told = new HashMap<>();
        for (Acknowledged message : journal) {
            Acknowledged before = told.putIfAbsent(message.clientId(), message);
            if (before != null && !before.equals(message)) {
                add(Kind.CONTRADICTED, "first " + before + ", later " + message);
            } else if (before == null) {
                compare(message, stored.getOrDefault(message.clientId(), List.of()));
            }
        }
    }

    private void checkTried(Set<String> tried) {
        Set<String> stored = rows.stream().map(row -> row.message().clientId()).collect(Collectors.toSet());
        tried.stream().filter(id -> !stored.contains(id)).forEach(id -> add(Kind.NOT_SENT, id));
    }

    /** Doubled rows are found by {@link #checkClientIds}, whether they were acknowledged or not. */
    private void compare(Acknowledged message, List<Row> found) {
        if (found.isEmpty()) {
            add(Kind.LOST, message.toString());
        } else if (found.stream().noneMatch(row -> row.message().equals(message))) {
            add(
                    Kind.CHANGED,
                    "acknowledged " + message + ", stored " + found.getFirst().message());
        }
    }

    private void checkPlaces() {
        Map<Long, Map<Long, Integer>> places = new HashMap<>();
        for (Row row : rows) {
            places.computeIfAbsent(row.message().room(), _ -> new HashMap<>())
                    .merge(row.message().seq(), 1, Integer::sum);
            if (!rooms.containsKey(row.message().room())) {
                add(Kind.HOMELESS, row.toString());
            }
        }
        rooms.forEach((room, counters) -> checkPlaces(room, counters.lastSeq(), places.getOrDefault(room, Map.of())));
    }

    private void checkPlaces(long room, long lastSeq, Map<Long, Integer> places) {
        for (long seq = 1; seq <= lastSeq; seq++) {
            if (!places.containsKey(seq)) {
                add(Kind.HOLE, "room " + room + " has no message " + seq + " of " + lastSeq);
            }
        }
        places.forEach((seq, count) -> {
            if (count > 1) {
                add(Kind.SHARED_PLACE, "room " + room + " has " + count + " messages " + seq);
            }
            if (seq < 1 || seq > lastSeq) {
                add(Kind.BEYOND, "room " + room + " has message " + seq + " but counts to " + lastSeq);
            }
        });
    }

    private void checkClientIds() {
        Set<String> seen = new HashSet<>();
        for (Row row : rows) {
            if (!seen.add(row.message().clientId())) {
                add(Kind.TWICE, row.toString());
            }
        }
    }

    private void checkChanges() {
        Set<List<Long>> seen = new HashSet<>();
        for (Row row : rows) {
            long room = row.message().room();
            if (!seen.add(List.of(room, row.change()))) {
                add(Kind.SHARED_CHANGE, row.toString());
            }
            Counters counters = rooms.get(room);
            if (row.change() < 1 || (counters != null && row.change() > counters.lastChange())) {
                add(Kind.BEYOND, row + " but the room counts to " + counters);
            }
        }
    }

    private void add(Kind kind, String what) {
        findings.add(new Finding(kind, what));
    }

    /** What can be wrong. */
    enum Kind {
        /** An acknowledged message is not there. */
        LOST,
        /** A message that its author never gave up is not there. */
        NOT_SENT,
        /** A client id is stored more than once. */
        TWICE,
        /** An acknowledged message has another id, room, place, author or body. */
        CHANGED,
        /** The same client id was acknowledged with different answers. */
        CONTRADICTED,
        /** A place below the room's counter is empty. */
        HOLE,
        /** Several messages of a room have one place. */
        SHARED_PLACE,
        /** Several messages of a room have one change number. */
        SHARED_CHANGE,
        /** A place or change number that the room's counters do not reach. */
        BEYOND,
        /** A message of a room that does not exist. */
        HOMELESS
    }

    /**
     * One thing that is wrong.
     *
     * @param what for a person to read
     */
    record Finding(Kind kind, String what) {}

    /**
     * The outcome.
     *
     * @param acknowledged number of different messages in the journal
     * @param stored number of rows
     */
    record Verdict(int acknowledged, int stored, List<Finding> findings) {

        long count(Kind kind) {
            return findings.stream().filter(finding -> finding.kind() == kind).count();
        }

        @Override
        public String toString() {
            return acknowledged + " acknowledged, " + stored + " stored, lost " + count(Kind.LOST) + ", twice "
                    + count(Kind.TWICE) + ", not sent " + count(Kind.NOT_SENT) + ", findings " + findings.size()
                    + findings.stream()
                            .limit(20)
                            .map(finding -> "\n  " + finding)
                            .toList();
        }
    }

    private record Counters(long lastSeq, long lastChange) {}

    private record Row(Acknowledged message, long change) {}
}
