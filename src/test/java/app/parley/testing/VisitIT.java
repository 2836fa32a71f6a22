package app.parley.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The witness of every browser test must itself see: each kind of problem is planted here. */
class VisitIT {

    private static final String SOUND = "<!doctype html><html lang=en><title>Sound</title><main><h1>Sound</h1></main>";

    private static HttpServer server;
    private static URI uri;

    @BeforeAll
    static void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        page("/sound", 200, SOUND);
        page("/inline-style", 200, SOUND + "<p style='color: red'>styled");
        page("/inline-script", 200, SOUND + "<script>document.title = 'changed'</script>");
        page("/missing-image", 200, SOUND + "<img src=/nowhere.png alt=nothing>");
        page("/unnamed-image", 200, SOUND + "<img src=/nowhere.png>");
        page("/throws", 200, SOUND + "<script src=/throws.js></script>");
        page("/throws.js", 200, "throw new Error('planted')");
        page("/asks", 200, SOUND + "<script src=/asks.js></script>");
        page("/asks.js", 200, "alert('planted')");
        page("/dim", 200, SOUND.replace("<main>", "<link rel=stylesheet href=/dim.css><main>"));
        page("/dim.css", 200, "@media (prefers-color-scheme: dark) { body { background: #000; color: #222; } }");
        page("/wide", 200, SOUND + "<pre>" + "wide".repeat(500) + "</pre>");
        page("/nowhere.png", 404, "");
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void aSoundPageHasNoProblems() {
        try (Visit visit = TestBrowser.visit(uri, Screen.DESK)) {
            visit.page().navigate("/sound");

            assertThat(visit.page().title()).isEqualTo("Sound");
            assertThat(visit.accessibilityViolations()).isEmpty();
            assertThat(visit.scrollsSideways()).isFalse();
        }
    }

    @Test
    void aViolatedPolicyIsNoticed() {
        assertNoticed("/inline-style", "content security policy: style-src");
        assertNoticed("/inline-script", "content security policy: script-src");
    }

    @Test
    void aFailedRequestIsNoticed() {
        assertNoticed("/missing-image", "status 404 GET");
    }

    @Test
    void anErrorInAScriptIsNoticed() {
        assertNoticed("/throws", "planted");
    }

    @Test
    void aDialogIsNoticedAndDismissed() {
        assertNoticed("/asks", "dialog: planted");
    }

    @Test
    void aServerThatIsGoneIsNoticed() {
        try (Visit visit = TestBrowser.visit(uri, Screen.DESK).expect("ERR_INTERNET_DISCONNECTED")) {
            visit.page().navigate("/sound");
            visit.context().setOffline(true);

            visit.page().evaluate("fetch('/sound').catch(() => null)");

            assertThat(visit.problems()).isEmpty();
            assertThat(visit.expect("^$").problems()).isEmpty();
        }
    }

    @Test
    void aPictureWithoutTextFailsTheAccessibilityScan() {
        try (Visit visit = TestBrowser.visit(uri, Screen.DESK).expect("404")) {
            visit.page().navigate("/unnamed-image");

            assertThat(visit.accessibilityViolations()).anyMatch(violation -> violation.startsWith("image-alt"));
        }
    }

    @Test
    void wordsThatOnlyTheDarkMakesDimAreNoticedThere() {
        try (Visit visit = TestBrowser.visit(uri, Screen.DESK)) {
            visit.page().navigate("/dim");
            assertThat(visit.accessibilityViolations()).isEmpty();

            visit.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));

            assertThat(visit.colourViolations()).anyMatch(violation -> violation.startsWith("color-contrast"));
        }
    }

    @Test
    void aPageThatIsTooWideForAPhoneIsNoticed() {
        try (Visit visit = TestBrowser.visit(uri, Screen.PHONE)) {
            visit.page().navigate("/wide");

            assertThat(visit.scrollsSideways()).isTrue();
        }
    }

    private static void assertNoticed(String path, String problem) {
        Visit visit = TestBrowser.visit(uri, Screen.DESK);
        visit.page().navigate(path);
        visit.page().waitForCondition(() -> !visit.problems().isEmpty());

        assertThat(visit.problems()).anyMatch(noticed -> noticed.contains(problem));
        assertThatThrownBy(visit::close).isInstanceOf(AssertionError.class).hasMessageContaining(problem);
    }

    private static void page(String path, int status, String body) {
        server.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type(path));
            exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'self'");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private static String type(String path) {
        return switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "js" -> "text/javascript";
            case "css" -> "text/css";
            default -> "text/html";
        };
    }
}
