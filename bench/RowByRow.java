import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What posting costs with one transaction per row: plain JDBC on a database that Parley made, in a process of its own.
 * Prints rows per second and the 99th percentile in milliseconds.
 */
final class RowByRow {

    private final Connection database;
    private final long room;
    private final long author;
    private final ReentrantLock turn = new ReentrantLock();
    private final long[] took = new long[4_000_000];
    private int counted;
    private long measureFrom = Long.MAX_VALUE;

    private RowByRow(Connection database, long room, long author) {
        this.database = database;
        this.room = room;
        this.author = author;
    }

    /** Arguments: file, room, author, threads, seconds to warm up, seconds to measure. */
    public static void main(String[] arguments) throws Exception {
        var settings = new Properties();
        settings.put("journal_mode", "WAL");
        settings.put("synchronous", "FULL");
        settings.put("foreign_keys", "true");
        settings.put("busy_timeout", "5000");
        settings.put("transaction_mode", "IMMEDIATE");
        try (Connection database = new org.sqlite.JDBC().connect("jdbc:sqlite:" + arguments[0], settings)) {
            database.setAutoCommit(false);
            var rows = new RowByRow(database, Long.parseLong(arguments[1]), Long.parseLong(arguments[2]));
            rows.run(Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]), Integer.parseInt(arguments[5]));
        }
    }

    private void run(int threads, int warm, int seconds) throws Exception {
        long start = System.nanoTime();
        measureFrom = start + warm * 1_000_000_000L;
        long end = measureFrom + seconds * 1_000_000_000L;
        Thread[] writers = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            writers[i] = Thread.ofPlatform().start(() -> write(end));
        }
        for (Thread writer : writers) {
            writer.join();
        }
        long[] sorted = Arrays.copyOf(took, counted);
        Arrays.sort(sorted);
        System.out.println((double) counted / seconds + " " + sorted[counted * 99 / 100] / 1e6);
    }

    private void write(long end) {
        String body = "bench-q00000000000 The kettle is on, the release is out, and nobody has broken the build since"
                + " Tuesday afternoon.";
        while (true) {
            long asked = System.nanoTime();
            if (asked > end) {
                return;
            }
            turn.lock();
            try {
                insert(body);
                long now = System.nanoTime();
                if (now > measureFrom && now < end) {
                    took[counted++] = now - asked;
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            } finally {
                turn.unlock();
            }
        }
    }

    private void insert(String body) throws SQLException {
        long seq;
        try (PreparedStatement advance = database.prepareStatement("update room set last_seq = last_seq + 1,"
                + " last_change = last_change + 1, last_posted_at = ? where id = ? returning last_seq")) {
            advance.setLong(1, System.currentTimeMillis());
            advance.setLong(2, room);
            try (var row = advance.executeQuery()) {
                row.next();
                seq = row.getLong(1);
            }
        }
        try (PreparedStatement insert = database.prepareStatement("insert into message (id, room_id, seq, change_no,"
                + " author_id, client_id, body, created_at) values (?,?,?,?,?,?,?,?)")) {
            insert.setLong(1, room * (1L << 30) + seq);
            insert.setLong(2, room);
            insert.setLong(3, seq);
            insert.setLong(4, seq);
            insert.setLong(5, author);
            insert.setString(6, UUID.randomUUID().toString());
            insert.setString(7, body);
            insert.setLong(8, System.currentTimeMillis());
            insert.executeUpdate();
        }
        database.commit();
    }
}
