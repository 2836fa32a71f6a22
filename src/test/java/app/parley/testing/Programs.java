package app.parley.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Programs of this machine: found on the PATH, installed from Debian's packages where this JVM runs as root. */
public final class Programs {

    private static final Duration INSTALLATION = Duration.ofMinutes(10);

    private Programs() {}

    /** The first of these names that is an executable on the PATH or where Debian puts servers. */
    static Optional<Path> find(String... names) {
        List<String> path = Stream.concat(
                        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)),
                        Stream.of("/usr/sbin", "/usr/local/sbin"))
                .filter(directory -> !directory.isBlank())
                .toList();
        return Arrays.stream(names)
                .flatMap(name -> path.stream().map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /**
     * Installs Debian packages, as root only.
     *
     * @return whether it worked
     */
    static boolean install(String... packages) {
        if (!runsAsRoot() || find("apt-get").isEmpty()) {
            return false;
        }
        Map<String, String> quiet = Map.of("DEBIAN_FRONTEND", "noninteractive");
        String[] install = Stream.concat(
                        Stream.of("apt-get", "install", "-y", "--no-install-recommends"), Arrays.stream(packages))
                .toArray(String[]::new);
        return run(INSTALLATION, quiet, "apt-get", "update").succeeded()
                && run(INSTALLATION, quiet, install).succeeded();
    }

    static boolean runsAsRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Runs a program to its end, which it has {@code patience} for. */
    static Result run(Duration patience, Map<String, String> environment, String... command) {
        Path output = null;
        try {
            output = Files.createTempFile("parley-output-", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip();
            return new Result(ended ? process.exitValue() : -1, text);
        } catch (IOException e) {
            return new Result(-1, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            delete(output);
        }
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A TCP port of the loopback address that nobody uses now, below those that systems give to outgoing connections (Linux
     * from 32768 on): one of them might take it while a server that uses it is away.
     */
    public static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 32_768);
            try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return port;
            } catch (IOException e) {
                // somebody does
            }
        }
    }

    /** @param exitCode -1 when the program could not start or did not end in time */
    record Result(int exitCode, String output) {

        boolean succeeded() {
            return exitCode == 0;
        }
    }
}
