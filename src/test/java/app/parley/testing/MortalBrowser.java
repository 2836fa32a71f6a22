package app.parley.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A browser that can die as one does that the system kills: all its processes at once, without a goodbye to anybody. Its
 * visits die with it, so they are not closed.
 */
public final class MortalBrowser implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 10;

    private final Browser browser;
    private final ProcessHandle process;

    private MortalBrowser(Browser browser, ProcessHandle process) {
        this.browser = browser;
        this.process = process;
    }

    /** Its process is the one that the driver, a child of this JVM, did not have before. */
    static MortalBrowser launch(BrowserType type, BrowserType.LaunchOptions options) {
        Set<ProcessHandle> others = grandchildren();
        Browser browser = type.launch(options);
        List<ProcessHandle> launched = grandchildren().stream()
                .filter(process -> !others.contains(process))
                .toList();
        if (launched.size() != 1) {
            browser.close();
            throw new IllegalStateException("Not one new process but " + launched);
        }
        return new MortalBrowser(browser, launched.getFirst());
    }

    /** As {@link TestBrowser#visit}. */
    public Visit visit(URI server, Screen screen) {
        return Visit.open(browser, server, screen);
    }

    /** SIGKILL to each of its processes and to no other; returns when the first of them is gone. */
    public void kill() {
        List<ProcessHandle> all =
                Stream.concat(Stream.of(process), process.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(process + " survived", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }

    private static Set<ProcessHandle> grandchildren() {
        return ProcessHandle.current()
                .children()
                .flatMap(ProcessHandle::children)
                .collect(Collectors.toSet());
    }
}
