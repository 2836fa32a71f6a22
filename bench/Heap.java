import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a community of ten thousand fits: 1,000 rooms, each member in ten of them, half of the members here and talking. */
final class Heap {

    private static final int ROOMS = 1_000;
    private static final int MEMBERS = 10_000;
    private static final int ROOMS_OF_ONE = 10;
    private static final int HERE = 5_000;
    private static final int POSTERS = 100;
    private static final int POSTS_PER_SECOND = 200;
    private static final String LIVE = "heap after garbage collection, MB";
    private static final Pattern USED = Pattern.compile("(?:DefNew|Tenured|garbage-first heap)\\s+total \\d+K, used (\\d+)K");

    private static final Needle STORED = new Needle("\"stored\"");
    private static final Needle REJECTED = new Needle("\"rejected\"");
    private static final Needle ERRORS = new Needle("/user/queue/errors");

    private long firstRoom;
    private long acknowledged;

    private Heap() {}

    static void run(Settings settings, Report report) throws Exception {
        int most = settings.get("heap");
        for (int round = 0; round < settings.rounds(); round++) {
            try (Parley parley = Parley.withRoom(Machine.SERVERS, 2, "-Xmx" + most + "m")) {
                new Heap().measure(parley, settings, report);
            }
        }
        report.limit(LIVE, Parley.NAME, 512, 256);
        report.note("%,d rooms, %,d members, each in %d rooms; %,d of them with an open socket each, listening to a room; %d posts"
                .formatted(ROOMS, MEMBERS, ROOMS_OF_ONE, HERE, POSTS_PER_SECOND)
                + " a second in a hundred rooms. No socket closed, nothing was refused, with -Xmx%dm.".formatted(most));
    }

    private void measure(Parley parley, Settings settings, Report report) throws Exception {
        fill(parley);
        try (var generator = new Generator()) {
            generator.connect(listening(parley), HERE, null);
            post(generator, settings.first().dividedBy(2), POSTS_PER_SECOND / 4); // while it is young
            long start = System.nanoTime();
            double cpu = parley.cpuSeconds();
            report.add(Parley.NAME, "posts", post(generator, settings.first().dividedBy(2), POSTS_PER_SECOND));
            report.add(Parley.NAME, "% of a core", 100 * (parley.cpuSeconds() - cpu) / (System.nanoTime() - start) * 1e9);
            parley.collectGarbage();
            generator.run(Duration.ofSeconds(2));
            report.add(Parley.NAME, LIVE, used(Jcmd.jvm(parley.child().pid(), "GC.heap_info")) / 1_024.0);
            report.add(Parley.NAME, "resident MB", parley.child().rss() / 1_024.0);
        }
    }

    /** How many were posted, all of which are acknowledged. */
    private int post(Generator generator, Duration time, int perSecond) {
        int[] posted = {0};
        long start = System.nanoTime();
        acknowledged = 0;
        generator.run(time, () -> false, () -> {
            while (posted[0] < (System.nanoTime() - start) / 1e9 * perSecond) {
                int poster = posted[0]++ % POSTERS;
                generator.clients().get(poster).post(UUID.randomUUID().toString(), Marker.body(poster, posted[0]));
            }
        });
        generator.await("acknowledgements", () -> acknowledged == posted[0]);
        return posted[0];
    }

    private static long used(String heap) {
        long sum = 0;
        for (Matcher found = USED.matcher(heap); found.find(); ) {
            sum += Long.parseLong(found.group(1));
        }
        if (sum == 0) {
            throw new Failure("No heap in " + heap);
        }
        return sum;
    }

    /** Every socket is another member's, who hears the first of the member's rooms. */
    private Server listening(Parley parley) {
        Person somebody = parley.person(1);
        return new Server(parley.child(), parley.port()) {
            @Override
            Protocol protocol(int client) {
                long room = firstRoom + client % ROOMS;
                String cookies = somebody.cookieHeader().replaceFirst("(^|; )parley=[^;]*", "$1parley=" + session(client));
                return new Stomp(
                        0, "Cookie: " + cookies + "\r\n", "X-XSRF-TOKEN:" + somebody.csrf() + "\n", room,
                        List.of("/user/queue/acks", "/user/queue/errors", "/user/queue/rooms", "/topic/rooms." + room), true) {
                    @Override
                    void message(Client to, ByteBuffer in, int from, int end) {
                        heard(in, from, end);
                    }
                };
            }

            @Override
            void collectGarbage() {}
        };
    }

    private void heard(ByteBuffer in, int from, int to) {
        if (STORED.after(in, from, to) >= 0) {
            acknowledged++;
        } else if (REJECTED.after(in, from, to) >= 0 || ERRORS.after(in, from, to) >= 0) {
            byte[] frame = new byte[to - from];
            in.get(from, frame);
            throw new Failure("Refused: " + new String(frame, StandardCharsets.UTF_8));
        }
    }

    private static String session(int client) {
        return "heap-session-of-member-%05d".formatted(client);
    }

    /** Behind the server's back: signing up ten thousand people takes longer than what is measured. */
    private void fill(Parley parley) throws Exception {
        try (Connection database = parley.connect();
                Statement statement = database.createStatement()) {
            statement.executeUpdate("""
                    insert into users (username, username_key, name, password_hash, role, bio, theme, density, active, created_at)
                    with recursive n(i) as (select 0 union all select i + 1 from n where i < %d - 1)
                    select 'heap' || i, 'heap' || i, 'Member ' || i, password_hash, role, bio, theme, density, active, created_at
                    from users, n where users.id = %s""".formatted(MEMBERS, parley.person(1).id()));
            statement.executeUpdate("""
                    insert into room (name, description, kind, last_seq, last_change, member_count, created_at, created_by)
                    with recursive n(i) as (select 0 union all select i + 1 from n where i < %d - 1)
                    select 'Room ' || i, description, kind, 0, 0, %d, created_at, created_by
                    from room, n where room.id = %d""".formatted(ROOMS, MEMBERS * ROOMS_OF_ONE / ROOMS, parley.room()));
            long firstMember = number(statement, "select id from users where username = 'heap0'");
            firstRoom = number(statement, "select id from room where name = 'Room 0'");
            statement.executeUpdate("""
                    insert into membership (room_id, user_id, role, involvement, favourite, last_read_seq, joined_at)
                    with recursive n(i) as (select 0 union all select i + 1 from n where i < %1$d * %2$d - 1)
                    select %3$d + (i %% %4$d + i / %1$d * 97) %% %4$d, %5$d + i %% %1$d, role, involvement, favourite, 0, joined_at
                    from membership, n where room_id = %6$d and user_id = %7$s""".formatted(
                            MEMBERS, ROOMS_OF_ONE, firstRoom, ROOMS, firstMember, parley.room(), parley.person(1).id()));
            database.setAutoCommit(false);
            signIn(database, firstMember);
            database.commit();
        }
    }

    private static void signIn(Connection database, long firstMember) throws Exception {
        long now = System.currentTimeMillis();
        try (PreparedStatement insert = database.prepareStatement(
                "insert into web_session (id_hash, user_id, created_at, last_access_at, expires_at) values (?, ?, ?, ?, ?)")) {
            for (int client = 0; client < HERE; client++) {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(session(client).getBytes(StandardCharsets.UTF_8));
                insert.setString(1, HexFormat.of().formatHex(hash));
                insert.setLong(2, firstMember + client);
                insert.setLong(3, now);
                insert.setLong(4, now);
                insert.setLong(5, now + Duration.ofDays(1).toMillis());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static long number(Statement statement, String query) throws Exception {
        try (var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
