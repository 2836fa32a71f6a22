package app.parley.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The packaged application as it starts fastest: unpacked, with a cache of loaded and linked classes. Tests start it a
 * hundred times, so one rehearsal beforehand saves them more than half of their time.
 *
 * @see <a href="https://openjdk.org/jeps/514">JEP 514: Ahead-of-Time Command-Line Ergonomics</a>
 */
final class PackagedServer {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Map<Path, List<String>> READY = new HashMap<>();

    private PackagedServer() {}

    /**
     * The options that start it; the first call prepares them.
     *
     * @param packaged the executable jar
     * @param flags of the JVM that most starts use
     * @param environment the whole environment of the rehearsal, but for its database
     */
    static synchronized List<String> options(Path packaged, List<String> flags, Map<String, String> environment) {
        return READY.computeIfAbsent(packaged, _ -> prepare(packaged, flags, environment));
    }

    private static List<String> prepare(Path packaged, List<String> flags, Map<String, String> environment) {
        Path folder = packaged.resolveSibling("unpacked");
        Path jar = folder.resolve(packaged.getFileName());
        Path cache = folder.resolve("parley.aot");
        Path rehearsed = folder.resolve("rehearsed.sha256");
        try {
            String content = sha256(packaged);
            if (!Files.exists(rehearsed) || !Files.readString(rehearsed).equals(content)) {
                Files.deleteIfExists(cache);
                unpack(packaged, folder);
                rehearse(jar, cache, flags, environment);
                Files.writeString(rehearsed, content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off", "-jar", jar.toString());
    }

    private static void unpack(Path packaged, Path folder) {
        Programs.Result result = Programs.run(
                PATIENCE,
                Map.of(),
                JAVA,
                "-Djarmode=tools",
                "-jar",
                packaged.toString(),
                "extract",
                "--force",
                "--destination",
                folder.toString());
        if (!result.succeeded()) {
            throw new IllegalStateException(result.output());
        }
    }

    /** Starts it, on an empty database; it ends when all is ready, and what it loaded until then goes into the cache. */
    private static void rehearse(Path jar, Path cache, List<String> flags, Map<String, String> environment) {
        List<String> command = new ArrayList<>(flags);
        command.addFirst(JAVA);
        command.addAll(
                List.of("-XX:AOTCacheOutput=" + cache, "-Dspring.context.exit=onRefresh", "-jar", jar.toString()));
        try (FreshDatabase database = FreshDatabase.embedded()) {
            Map<String, String> all = new HashMap<>(environment);
            all.putAll(database.environment());
            try (ChildProcess rehearsal =
                    ChildProcess.start("rehearsal", command, all, jar.resolveSibling("rehearsal.log"))) {
                rehearsal.awaitEnd(PATIENCE);
                if (!Files.exists(cache)) {
                    throw new IllegalStateException(rehearsal.logTail());
                }
            }
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(bytes, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
