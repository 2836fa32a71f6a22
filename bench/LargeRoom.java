import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A room with a million messages against one with a hundred. */
final class LargeRoom {

    private static final int SMALL = 100;
    private static final int REQUESTS = 400;
    private static final int WARM = 1_500;

    private LargeRoom() {}

    /** @param posts another room of the same size: what is posted must not change what is read */
    private record Subject(String name, long room, long posts, int size) {

        static Subject of(Parley parley, int size) throws Exception {
            Person reader = parley.person(0);
            var subject = new Subject(
                    "%,d messages".formatted(size), reader.createRoom("Read"), reader.createRoom("Written"), size);
            fill(parley, subject.room(), size);
            fill(parley, subject.posts(), size);
            return subject;
        }
    }

    static void run(Settings settings, Report report) throws Exception {
        try (Parley parley = Parley.withRoom(Machine.SERVERS, 1)) {
            Person reader = parley.person(0);
            Subject small = Subject.of(parley, SMALL);
            Subject large = Subject.of(parley, settings.get("bulk"));
            try (var connection = new Http(parley.port())) {
                for (int i = 0; i < 2 * WARM; i++) {
                    ask(connection, reader, i % 2 == 0 ? small : large, null);
                }
                for (int round = 0; round < settings.rounds(); round++) {
                    measure(connection, reader, small, large, report);
                }
            }
            for (String what : requests(reader, small).keySet()) {
                report.atMost(what + ", p50 ms", large.name(), small.name(), 1.2, 1);
            }
        }
        report.note("One connection, one request after the other, the two rooms in turns. Search is not part of the product"
                + " yet.");
    }

    private static void measure(Http connection, Person reader, Subject small, Subject large, Report report)
            throws Exception {
        var smalls = new LinkedHashMap<String, Samples>();
        var larges = new LinkedHashMap<String, Samples>();
        for (int i = 0; i < REQUESTS; i++) {
            ask(connection, reader, small, smalls);
            ask(connection, reader, large, larges);
        }
        smalls.forEach((what, took) -> report.add(small.name(), what + ", p50 ms", took.millis(50)));
        larges.forEach((what, took) -> report.add(large.name(), what + ", p50 ms", took.millis(50)));
    }

    /** @param took where to note how long each request took, or null */
    private static void ask(Http connection, Person reader, Subject subject, Map<String, Samples> took) throws Exception {
        for (Map.Entry<String, byte[]> request : requests(reader, subject).entrySet()) {
            long start = System.nanoTime();
            connection.exchange(request.getValue());
            if (took != null) {
                took.computeIfAbsent(request.getKey(), what -> new Samples()).add(System.nanoTime() - start);
            }
        }
    }

    private static Map<String, byte[]> requests(Person reader, Subject subject) {
        String room = "/rooms/" + subject.room();
        String credentials = "Cookie: " + reader.cookieHeader() + "\r\n";
        String json = credentials + "Accept: application/json\r\n";
        var requests = new LinkedHashMap<String, byte[]>();
        requests.put("page", Http.get(room, credentials + "Accept: text/html\r\n"));
        requests.put("history", Http.get(room + "/messages?before=" + (subject.size() / 2 + 2), json));
        requests.put("catch-up", Http.get(room + "/messages?changed=" + (subject.size() / 2 - 2), json));
        requests.put("post", post("/rooms/" + subject.posts() + "/messages", json + "X-XSRF-TOKEN: " + reader.csrf() + "\r\n"));
        return requests;
    }

    private static byte[] post(String path, String headers) {
        String body = "body=Hello+there&clientId=" + UUID.randomUUID();
        return ("POST " + path + " HTTP/1.1\r\nHost: bench\r\nContent-Type: application/x-www-form-urlencoded\r\n" + headers
                        + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Behind the server's back, in the one statement that its schema allows; its counters fit afterwards. */
    private static void fill(Parley parley, long room, int size) throws Exception {
        try (Connection database = parley.connect();
                Statement statement = database.createStatement()) {
            fill(statement, room, Long.parseLong(parley.person(0).id()), size);
        }
    }

    private static void fill(Statement statement, long room, long author, int size) throws SQLException {
        statement.executeUpdate("""
                insert into message (id, room_id, seq, change_no, author_id, client_id, body, created_at)
                with recursive n(i) as (select 1 union all select i + 1 from n where i < %2$d)
                select %1$d * 1073741824 + i, %1$d, i, i, %3$d, printf('%%08x-0000-4000-8000-%%012x', %1$d, i),
                       'Message ' || i || ' says that the kettle is on and the release is out.', %4$d + i * 20000
                from n""".formatted(room, size, author, System.currentTimeMillis() - size * 20_000L));
        statement.executeUpdate("update room set last_seq = %2$d, last_change = %2$d where id = %1$d".formatted(room, size));
        statement.executeUpdate("update membership set last_read_seq = %2$d where room_id = %1$d".formatted(room, size));
    }
}
