import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** Parley, as an operator starts it, on a fresh SQLite database, with rate limits off. */
final class Parley extends Server {

    static final String NAME = "Parley";

    private static final Duration START = Duration.ofSeconds(120);
    private static final String ADMINISTRATOR = "bench";

    private final URI uri;
    private final Path data;
    private final List<Person> people = new ArrayList<>();
    private long room;

    private Parley(Child child, int port, Path data) {
        super(child, port);
        this.uri = uri(port);
        this.data = data;
    }

    /** Without people and rooms. */
    static Parley start(int core, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(Machine.java().toString(), "-Xmx512m"));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", jar().toString()));
        return launch(core, command, freshDirectory());
    }

    /** With a room whose members are so many people; their sockets are spread over them. */
    static Parley withRoom(int core, int people, String... options) throws Exception {
        Parley parley = start(core, options);
        try {
            parley.populate(people);
            return parley;
        } catch (Exception e) {
            parley.close();
            throw e;
        }
    }

    static Parley launch(int core, List<String> command, Path data) throws Exception {
        int port = Child.freePort();
        Child child = Child.start(NAME, core, data, environment(port, data), command);
        var parley = new Parley(child, port, data);
        try {
            parley.awaitReady();
        } catch (Exception e) {
            child.close();
            throw e;
        }
        return parley;
    }

    static Map<String, String> environment(int port, Path data) {
        var environment = new HashMap<String, String>();
        environment.put("PORT", Integer.toString(port));
        environment.put("PARLEY_DATA_DIR", data.toString());
        environment.put("PARLEY_ADMIN_USERNAME", ADMINISTRATOR);
        environment.put("PARLEY_ADMIN_PASSWORD", Person.PASSWORD);
        environment.put("PARLEY_LIMITS_ENABLED", "false");
        return environment;
    }

    static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("parley-.*\\.jar"))
                    .findFirst()
                    .orElseThrow()
                    .toAbsolutePath();
        }
    }

    static Path freshDirectory() throws IOException {
        Path data = Path.of("bench/target/data").toAbsolutePath();
        Files.createDirectories(data);
        return Files.createTempDirectory(data, "parley");
    }

    URI uri() {
        return uri;
    }

    /** The file of its database. */
    Path database() throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            return files.filter(file -> file.toString().endsWith(".db") || file.toString().endsWith(".sqlite"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** To fill it behind the server's back, who may be writing. */
    Connection connect() throws Exception {
        var settings = new Properties();
        settings.put("busy_timeout", "60000");
        return new org.sqlite.JDBC().connect("jdbc:sqlite:" + database(), settings);
    }

    long room() {
        return room;
    }

    Person person(int number) {
        return people.get(number % people.size());
    }

    int people() {
        return people.size();
    }

    @Override
    Protocol protocol(int client) {
        return Stomp.parley(person(client), room);
    }

    @Override
    void collectGarbage() throws IOException, InterruptedException {
        Jcmd.run(Jcmd.gc(), child().pid());
    }

    /** Ends the server and leaves its data. */
    void stop() {
        super.close();
    }

    @Override
    public void close() {
        stop();
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println("Left behind: " + data);
        }
    }

    void populate(int count) throws Exception {
        people.add(Person.signIn(uri, ADMINISTRATOR));
        room = people.getFirst().createRoom("Bench");
        while (people.size() < count) {
            Person member = Person.signUp(uri, "member" + people.size());
            member.join(room);
            people.add(member);
        }
    }

    static boolean isReady(URI uri) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri.resolve("/actuator/health/readiness"))
                    .build();
            return Person.HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not listening yet
        }
    }

    private static URI uri(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private void awaitReady() throws InterruptedException {
        for (long end = System.nanoTime() + START.toNanos(); child().isAlive() && System.nanoTime() < end; ) {
            if (isReady(uri)) {
                return;
            }
            Thread.sleep(5);
        }
        throw new IllegalStateException("Parley did not start, see bench/target/logs");
    }
}
