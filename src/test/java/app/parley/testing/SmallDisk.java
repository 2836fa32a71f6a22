package app.parley.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A disk of a few megabytes in place of a directory, which can be filled. Only root may have one. */
public final class SmallDisk implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SIZE = "32m";
    private static final int ONE_WRITE = 4096;

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    /** Empty where this machine does not let us. */
    public static Optional<SmallDisk> at(Path directory) {
        Programs.Result mounted = Programs.run(
                PATIENCE, Map.of(), "mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", directory.toString());
        return mounted.succeeded() ? Optional.of(new SmallDisk(directory)) : Optional.empty();
    }

    /** Until nothing more goes onto it. */
    public void fill() {
        byte[] something = new byte[ONE_WRITE];
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            while (true) {
                ballast.write(something);
            }
        } catch (IOException _) {
            // it is full
        }
    }

    public void makeRoom() {
        try {
            Files.delete(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Programs.run(PATIENCE, Map.of(), "umount", "--lazy", directory.toString());
    }

    private Path ballast() {
        return directory.resolve("ballast");
    }
}
