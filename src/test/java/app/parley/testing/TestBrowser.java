package app.parley.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one real browser of this JVM. Looked for in this order: the variable {@code PARLEY_TEST_BROWSER}, Chromium,
 * Chrome or Edge on the PATH, Debian's package where we are root. Playwright binds its objects to the thread that made
 * them, so everything here is used from the test's own thread.
 */
public final class TestBrowser {

    private static final String INSTALL_LINE =
            "apt-get update && apt-get install -y chromium fonts-noto-color-emoji fonts-noto-cjk";
    private static final String[] NAMES = {
        "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"
    };
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run");

    private static @Nullable Browser shared;

    private TestBrowser() {}

    /**
     * Opens a browser context of its own (cookies, storage) for one person.
     *
     * @param server what relative addresses refer to
     */
    public static Visit visit(URI server, Screen screen) {
        return Visit.open(shared(), server, screen);
    }

    /** The browser itself, for contexts with settings of their own (without JavaScript, another locale). */
    public static synchronized Browser shared() {
        if (shared == null) {
            shared = launch(program());
        }
        return shared;
    }

    /** Another browser, in processes of its own: one that a test may kill. */
    public static MortalBrowser mortal() {
        return MortalBrowser.launch(shared().browserType(), options(program()));
    }

    private static Browser launch(Path program) {
        // The driver brings its own runtime; the browser is the machine's. Both end with this JVM, whose pipe they
        // read.
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return playwright.chromium().launch(options(program));
    }

    private static BrowserType.LaunchOptions options(Path program) {
        return new BrowserType.LaunchOptions().setExecutablePath(program).setArgs(FLAGS);
    }

    private static Path program() {
        String named = System.getenv("PARLEY_TEST_BROWSER");
        if (named != null && !named.isBlank()) {
            return Path.of(named);
        }
        Optional<Path> present = Programs.find(NAMES);
        if (present.isEmpty() && Programs.install("chromium", "fonts-noto-color-emoji", "fonts-noto-cjk")) {
            present = Programs.find(NAMES);
        }
        return present.orElseThrow(() -> new IllegalStateException(
                "These tests need Chromium, Chrome or Edge. Name one by PARLEY_TEST_BROWSER=/path/to/browser or install it with: "
                        + INSTALL_LINE));
    }
}
