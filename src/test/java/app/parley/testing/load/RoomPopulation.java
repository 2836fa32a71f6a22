package app.parley.testing.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Fills a room with many messages behind the application's back, in seconds instead of hours. The room's counters fit
 * afterwards, as if everything had been posted. A running server must not have posted in the room meanwhile.
 */
public final class RoomPopulation {

    private static final int ROWS_PER_STATEMENT = 250;
    private static final int ROWS_PER_TRANSACTION = 100_000;
    private static final long MILLIS_BETWEEN_MESSAGES = 20_000;
    private static final String COLUMNS =
            "insert into message (id, room_id, seq, change_no, author_id, client_id, body, created_at) values ";

    private final Connection database;
    private final long room;
    private final List<Long> authors;
    private final List<String> texts;

    private RoomPopulation(Connection database, long room, List<Long> authors) {
        this.database = database;
        this.room = room;
        this.authors = authors;
        Random random = new Random(room); // the same room is filled the same way every time
        this.texts =
                IntStream.range(0, 997).mapToObj(i -> Texts.of("m" + i, random)).toList();
    }

    /**
     * Appends messages to a room.
     *
     * @param authors the users who write them in turn
     * @param count how many
     */
    public static void fill(Connection database, long room, List<Long> authors, int count) throws SQLException {
        RoomPopulation population = new RoomPopulation(database, room, authors);
        boolean autoCommit = database.getAutoCommit();
        database.setAutoCommit(false);
        try {
            population.append(count);
        } finally {
            database.setAutoCommit(autoCommit);
        }
    }

    private void append(int count) throws SQLException {
        long[] counters = counters();
        database.commit(); // SQLite lets no transaction write that read before somebody else wrote
        long first = counters[0] + 1;
        long last = counters[0] + count;
        long shift = counters[1] - counters[0];
        long firstAt = Instant.now().toEpochMilli() - count * MILLIS_BETWEEN_MESSAGES;
        for (long start = first; start <= last; start += ROWS_PER_TRANSACTION) {
            long end = Math.min(last, start + ROWS_PER_TRANSACTION - 1);
            insert(start, end, shift, firstAt - first * MILLIS_BETWEEN_MESSAGES);
            advance(end, end + shift, firstAt + (end - first) * MILLIS_BETWEEN_MESSAGES);
            database.commit();
        }
    }

    private long[] counters() throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select last_seq, last_change from room where id = " + room)) {
            if (!row.next()) {
                throw new IllegalArgumentException("There is no room " + room);
            }
            return new long[] {row.getLong(1), row.getLong(2)};
        }
    }

    private void insert(long first, long last, long shift, long epoch) throws SQLException {
        long full = last - (last - first + 1) % ROWS_PER_STATEMENT;
        try (PreparedStatement many = prepare(ROWS_PER_STATEMENT)) {
            for (long seq = first; seq <= full; seq += ROWS_PER_STATEMENT) {
                bind(many, seq, ROWS_PER_STATEMENT, shift, epoch);
            }
        }
        try (PreparedStatement one = prepare(1)) {
            for (long seq = full + 1; seq <= last; seq++) {
                bind(one, seq, 1, shift, epoch);
            }
        }
    }

    private PreparedStatement prepare(int rows) throws SQLException {
        return database.prepareStatement(COLUMNS + String.join(",", Collections.nCopies(rows, "(?,?,?,?,?,?,?,?)")));
    }

    private void bind(PreparedStatement insert, long first, int rows, long shift, long epoch) throws SQLException {
        int column = 1;
        for (long seq = first; seq < first + rows; seq++) {
            insert.setLong(column++, room * (1L << 30) + seq);
            insert.setLong(column++, room);
            insert.setLong(column++, seq);
            insert.setLong(column++, seq + shift);
            insert.setLong(column++, authors.get((int) (seq % authors.size())));
            insert.setString(column++, new UUID(room, seq).toString());
            insert.setString(column++, texts.get((int) (seq % texts.size())));
            insert.setLong(column++, epoch + seq * MILLIS_BETWEEN_MESSAGES);
        }
        insert.executeUpdate();
    }

    private void advance(long seq, long change, long at) throws SQLException {
        try (PreparedStatement update = database.prepareStatement(
                "update room set last_seq = ?, last_change = ?, last_posted_at = ? where id = ?")) {
            update.setLong(1, seq);
            update.setLong(2, change);
            update.setLong(3, at);
            update.setLong(4, room);
            update.executeUpdate();
        }
    }
}
