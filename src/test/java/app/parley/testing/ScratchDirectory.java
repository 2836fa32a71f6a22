package app.parley.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A new empty directory; it goes with all its content on {@link #close()}, and at the latest when the JVM ends. */
public final class ScratchDirectory implements AutoCloseable {

    private final Path path;

    private ScratchDirectory(Path path) {
        this.path = path;
        Reaper.watch(key(), "rm -rf '" + path + "'");
    }

    /**
     * Makes the directory.
     *
     * @param purpose a word that lets a person recognise the directory, for example {@code data}
     */
    public static ScratchDirectory create(String purpose) {
        try {
            return AtExit.close(new ScratchDirectory(Files.createTempDirectory("parley-" + purpose + "-")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        AtExit.forget(this);
        Reaper.forget(key());
        try (Stream<Path> content = Files.walk(path)) {
            content.sorted(Comparator.reverseOrder()).forEach(ScratchDirectory::delete);
        } catch (NoSuchFileException e) {
            return; // closed before
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String key() {
        return "directory:" + path;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
