package app.parley.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Prints, when a test failed, the end of the log of every server that said something meanwhile. */
public final class ServerLogsOnFailure implements BeforeEachCallback, TestWatcher {

    private static final int LINES = 60;

    private Instant start = Instant.EPOCH;

    @Override
    public void beforeEach(ExtensionContext context) {
        start = Instant.now();
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        ParleyServer.logsSince(start).forEach(ServerLogsOnFailure::print);
    }

    private static void print(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            System.out.println("--- " + log);
            lines.stream().skip(Math.max(0, lines.size() - LINES)).forEach(System.out::println);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
