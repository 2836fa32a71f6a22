package app.parley.testing.crash;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.Page;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.ScratchMariaDb;
import app.parley.testing.ServerLogsOnFailure;
import app.parley.testing.SmallDisk;
import app.parley.testing.StompConnection;
import app.parley.testing.TestDatabase;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * A database that reads and does not write: a full disk, one that fails, one that may not be written. Whatever somebody
 * wants to write is put off in words, whatever somebody wants to read is there, and it ends by itself.
 */
@ExtendWith(ServerLogsOnFailure.class)
class DatabaseRefusalIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration ANSWER = Duration.ofSeconds(6);

    /** Whatever happens meanwhile, and however often. */
    private static final int MOST_LINES = 12;

    /** Less than what SQLite keeps in its log before it writes anything elsewhere. */
    private static final long FILE_LIMIT = 1 << 20;

    private static final String LONG = "word ".repeat(1_900);

    @Test
    void aDiskThatIsFullOrFailsCostsNothingThatWasStored() throws IOException {
        try (FreshDatabase database = TestDatabase.SQLITE.fresh()) {
            Optional<SmallDisk> disk = SmallDisk.at(database.dataDirectory());
            try (ParleyServer server = ParleyServer.on(database)
                    .unlimited()
                    .label("refusing-sqlite")
                    .start()) {
                Scene scene = new Scene(server);
                scene.play(() -> server.limitFiles(FILE_LIMIT), server::unlimitFiles);
                if (disk.isPresent()) {
                    scene.play(disk.get()::fill, disk.get()::makeRoom);
                }
            } finally {
                disk.ifPresent(SmallDisk::close);
            }
        }
    }

    @Test
    void aDatabaseThatMayOnlyBeReadCostsNothingThatWasStored() throws IOException {
        try (ScratchMariaDb mariaDb = ScratchMariaDb.start();
                FreshDatabase database = mariaDb.createDatabase();
                ParleyServer server = ParleyServer.on(database)
                        .unlimited()
                        .label("refusing-mariadb")
                        .start()) {
            new Scene(server).play(() -> mariaDb.set("read_only", 1), () -> mariaDb.set("read_only", 0));
        }
    }

    /** Somebody who does everything that people do. */
    private static final class Scene {

        private final ParleyServer server;
        private final Person bo;
        private final Person chidi;
        private final long room;

        Scene(ParleyServer server) {
            this.server = server;
            this.bo = Person.newMember(server.uri(), "Bo");
            this.chidi = Person.newMember(server.uri(), "Chidi");
            this.room = bo.createRoom("Scene", "open");
            chidi.join(room);
        }

        void play(Runnable refuse, Runnable relent) throws IOException {
            long seq = bo.post(room, "before").path("seq").asLong();
            Person stranger = Person.visiting(server.uri());
            stranger.csrfToken();
            Person newcomer = Person.visiting(server.uri());
            newcomer.csrfToken();
            try (StompConnection socket = StompConnection.open(bo)) {
                socket.subscribe("/user/queue/acks");
                socket.subscribe("/user/queue/errors");
                long lines = lines();
                Page refused;
                refuse.run();
                try {
                    awaitRefusal();
                    CompletableFuture<Page> late = CompletableFuture.supplyAsync(
                            () -> chidi.post(room, "late", UUID.randomUUID().toString()));
                    String clientId = UUID.randomUUID().toString();
                    long start = System.nanoTime();
                    assertComesBack(socket.post(room, clientId, "over the socket"));
                    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ANSWER);
                    socket.send("/app/rooms/" + room + "/messages/" + seq + "/edit", Map.of("body", "changed"));
                    JsonNode error = socket.await(
                            "/user/queue/errors",
                            refusal -> refusal.path("destination").asString("").endsWith("/edit"));
                    assertThat(error.path("retryAfter").asInt()).isPositive();
                    assertThat(error.path("reason").asString()).contains("Try again");

                    refused =
                            fromOurPage(bo, "/profile", "name=Bo&bio=Kept+as+it+was+typed&theme=dark&density=compact");
                    assertIsPutOffInWords(refused);
                    assertThat(refused.body()).contains("Kept as it was typed");
                    for (Page page : everythingElse(stranger, newcomer, seq)) {
                        assertIsPutOffInWords(page);
                    }
                    Page problem = late.join().expect(503);
                    assertThat(problem.headers().firstValue("Retry-After")).isPresent();
                    assertThat(problem.headers().firstValue("Content-Type")).contains("application/problem+json");

                    bo.get("/rooms").expect(200);
                    assertThat(bo.get("/rooms/" + room).expect(200).body()).contains("before");
                    stranger.get("/login").expect(200);
                    awaitReadiness(503, "not writable");
                    bo.get("/up").expect(200);
                    assertThat(lines() - lines).isLessThanOrEqualTo(MOST_LINES);
                } finally {
                    relent.run();
                }
                awaitReadiness(200, "UP");
                Map<String, String> kept = refused.form("/profile").orElseThrow();
                assertThat(kept).containsEntry("bio", "Kept as it was typed");
                bo.post("/profile", kept).expect(303);
                assertThat(bo.get("/profile").body()).contains("Kept as it was typed");
                bo.post("/rooms/" + room + "/messages/" + seq, Map.of("body", "changed"))
                        .expect(303);
                Person.newMember(server.uri(), "Kim");
                assertThat(lines() - lines).isLessThanOrEqualTo(MOST_LINES);
            }
        }

        /** There is room for some more in the files as they are, until one of them would have to grow. */
        private void awaitRefusal() {
            Awaitility.await("the database refuses")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() ->
                            chidi.post(room, LONG, UUID.randomUUID().toString()).status() == 503);
        }

        private List<Page> everythingElse(Person stranger, Person newcomer, long seq) {
            String username = "kim-" + UUID.randomUUID().toString().substring(24);
            return List.of(
                    stranger.post(
                            "/login", Map.of("username", String.valueOf(bo.username()), "password", Person.PASSWORD)),
                    newcomer.post("/signup", Map.of("name", "Kim", "username", username, "password", Person.PASSWORD)),
                    bo.post("/rooms", Map.of("name", "Another", "kind", "open")),
                    bo.post("/rooms/" + room, Map.of("name", "Renamed", "kind", "open")),
                    bo.post("/rooms/" + room + "/messages/" + seq, Map.of("body", "changed")),
                    bo.post("/rooms/" + room + "/messages/" + seq + "/delete", Map.of()),
                    bo.post("/rooms/" + room + "/draft", Map.of("body", LONG)),
                    bo.post("/rooms/" + room + "/involvement", Map.of("involvement", "nothing")),
                    bo.post("/rooms/" + room + "/favourite", Map.of()),
                    bo.post("/rooms/" + room + "/archive", Map.of()),
                    bo.post("/notifications/quiet", Map.of("from", "22:00", "to", "07:00")));
        }

        private static void assertComesBack(JsonNode answer) {
            assertThat(answer.path("status").asString()).isEqualTo("rejected");
            assertThat(answer.path("retryAfter").asInt()).isPositive();
        }

        private static void assertIsPutOffInWords(Page page) {
            assertThat(page.status()).as(page.uri() + page.body()).isEqualTo(503);
            assertThat(page.headers().firstValue("Retry-After")).isPresent();
            assertThat(page.body()).contains("Back in a moment").doesNotContain("Exception");
        }

        private void awaitReadiness(int status, String word) {
            Awaitility.await("readiness says " + word).atMost(PATIENCE).until(() -> {
                Page page = bo.get("/actuator/health/readiness", "application/json");
                return page.status() == status && page.body().contains(word);
            });
        }

        private long lines() throws IOException {
            try (Stream<String> lines = Files.lines(server.log())) {
                return lines.count();
            }
        }

        /** As a browser sends it, which says from where. */
        private static Page fromOurPage(Person person, String path, String form) {
            String token = person.csrfToken();
            return person.exchange(person.request(path)
                    .header("Accept", "text/html")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Origin", person.server().toString())
                    .POST(HttpRequest.BodyPublishers.ofString(
                            form + "&_csrf=" + URLEncoder.encode(token, StandardCharsets.UTF_8))));
        }
    }
}
