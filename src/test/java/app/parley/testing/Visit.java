package app.parley.testing;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ScreenshotCaret;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One person in a browser: a context of its own with a first page. Whatever goes wrong in any of its pages is noted:
 * errors on the console, uncaught exceptions, violations of the content security policy, dialogs, failed requests and
 * answers from 400 on. {@link #close()} fails if something is left that the test did not {@linkplain #expect expect}.
 */
public final class Visit implements AutoCloseable {

    private static final double PATIENCE_MILLIS = 10_000;
    private static final String REPORT_VIOLATIONS = """
            addEventListener('securitypolicyviolation', event => parleyReportViolation(
                `${event.violatedDirective} blocked ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`))""";

    private final BrowserContext context;
    private final List<String> problems = new ArrayList<>();
    private final List<Pattern> expected = new ArrayList<>();
    private final Page page;

    private Visit(BrowserContext context) {
        this.context = context;
        watch();
        this.page = context.newPage();
    }

    static Visit open(Browser browser, URI server, Screen screen) {
        return open(browser, screen.options().setBaseURL(server.toString()));
    }

    /** For a context with settings of its own; start from {@code TestBrowser.shared()}. */
    public static Visit open(Browser browser, Browser.NewContextOptions options) {
        return new Visit(browser.newContext(options));
    }

    public Page page() {
        return page;
    }

    public BrowserContext context() {
        return context;
    }

    /** Another tab of the same person. */
    public Page newTab() {
        return context.newPage();
    }

    /** Continues as somebody who signed in without the browser. */
    public Visit as(Person person) {
        context.addCookies(person.cookies().stream()
                .map(cookie -> new Cookie(cookie.getName(), cookie.getValue())
                        .setUrl(person.server().toString()))
                .toList());
        return this;
    }

    /** Problems that match are part of this test, whether they came already or come later. */
    public Visit expect(String regex) {
        expected.add(Pattern.compile(regex));
        return this;
    }

    /** What went wrong so far and was not expected. */
    public List<String> problems() {
        return problems.stream()
                .filter(problem -> expected.stream()
                        .noneMatch(pattern -> pattern.matcher(problem).find()))
                .toList();
    }

    /**
     * Violations of accessibility rules on the page as it is now.
     *
     * @return one line each: rule, help and the elements; empty when axe finds nothing
     */
    public List<String> accessibilityViolations() {
        return violations(axe());
    }

    /**
     * Those of them that are about colours: what another colour scheme can change. The rules by name, because axe's tag for
     * them would add one of level AAA.
     *
     * @return as {@link #accessibilityViolations}
     */
    public List<String> colourViolations() {
        return violations(axe().withRules(List.of("color-contrast", "link-in-text-block")));
    }

    /** Without what only pages with frames of other origins need, and without a report on what is right. */
    private AxeBuilder axe() {
        AxeRunOptions options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        return new AxeBuilder(page).options(options).setLegacyMode(true);
    }

    private static List<String> violations(AxeBuilder axe) {
        return axe.analyze().getViolations().stream()
                .map(rule -> rule.getId() + " (" + rule.getImpact() + "): " + rule.getHelp() + " "
                        + rule.getNodes().stream()
                                .map(node -> node.getTarget() + " " + node.getHtml())
                                .toList())
                .toList();
    }

    /** Whether the page can be moved sideways, which no page may. */
    public boolean scrollsSideways() {
        return (Boolean) page.evaluate("document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth");
    }

    /** Keeps a picture of the page under {@code target/screenshots}. */
    public void screenshot(String name) {
        // Playwright hides the caret by a style element, which the policy of our pages would report.
        page.screenshot(new Page.ScreenshotOptions()
                .setCaret(ScreenshotCaret.INITIAL)
                .setPath(Path.of("target", "screenshots", name + ".png")));
    }

    /**
     * Ends the visit.
     *
     * @throws AssertionError if something went wrong that the test did not expect
     */
    @Override
    public void close() {
        context.cookies().forEach(cookie -> Entrusted.note(cookie.value));
        context.close();
        if (!problems().isEmpty()) {
            throw new AssertionError("In the browser: " + String.join("\n", problems()));
        }
    }

    private void watch() {
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.exposeFunction(
                "parleyReportViolation", arguments -> problems.add("content security policy: " + arguments[0]));
        context.addInitScript(REPORT_VIOLATIONS);
        context.onConsoleMessage(this::note);
        context.onWebError(error -> problems.add("uncaught: " + error.error()));
        context.onDialog(dialog -> {
            problems.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        context.onResponse(this::note);
        context.onRequestFailed(request -> {
            // A navigation away aborts what the old page was loading.
            if (!"net::ERR_ABORTED".equals(request.failure())) {
                problems.add("request failed: " + request.method() + " " + request.url() + " " + request.failure());
            }
        });
    }

    private void note(ConsoleMessage message) {
        if (message.type().equals("error")) {
            problems.add("console: " + message.text() + " at " + message.location());
        }
    }

    private void note(Response response) {
        if (response.status() >= 400) {
            problems.add(
                    "status " + response.status() + " " + response.request().method() + " " + response.url());
        }
    }
}
