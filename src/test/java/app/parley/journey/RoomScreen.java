package app.parley.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import app.parley.testing.Entrusted;
import app.parley.testing.Visit;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.Objects;

/** The page of a room as the one who looks at it knows it: messages, composer, connection bar. */
final class RoomScreen {

    /** Between a server that is away and the next try of the page lie up to half a minute. */
    private static final double RECONNECT_MILLIS = 45_000;

    /** What a page says on its console when the server does not answer: the browser's words and Turbo's. */
    static final String NO_CONNECTION = "ERR_|WebSocket|Failed to fetch|fetching the script";

    /** What the browser says of a page whose person is removed from the room while it asks whether it missed something. */
    static final String REMOVED = "404.*/rooms/\\d+(/messages\\?changed=\\d+)?(:0:0)?$";

    private static final String STORED = ".transcript__messages > .message";

    private static final String OPEN = """
            async patience => {
              const { connection } = await import('parley/realtime/connection')
              if (connection.isOpen) return
              await new Promise((resolve, reject) => {
                connection.addEventListener('open', resolve, { once: true })
                setTimeout(() => reject(new Error('no connection')), patience)
              })
            }""";

    static {
        // A message counts as not sent after five seconds, which is the assertions' own limit.
        PlaywrightAssertions.setDefaultAssertionTimeout(10_000);
    }

    private final Page page;

    private RoomScreen(Page page) {
        this.page = page;
    }

    /** The room that this page shows already. */
    static RoomScreen on(Page page) {
        return new RoomScreen(page);
    }

    static RoomScreen open(Visit visit, long room) {
        return open(visit.page(), "/rooms/" + room);
    }

    /** Opens a room or a permalink, and returns when the page hears of what happens. */
    static RoomScreen open(Page page, String path) {
        page.navigate(path);
        return on(page).awaitConnection();
    }

    RoomScreen awaitConnection() {
        page.evaluate(OPEN, RECONNECT_MILLIS);
        return this;
    }

    /** Returns when the page hears again; a machine whose network is back says so, else the page waits for its next try. */
    RoomScreen reconnect() {
        page.evaluate("() => dispatchEvent(new Event('online'))");
        return awaitConnection();
    }

    Page page() {
        return page;
    }

    Locator composer() {
        return page.locator("#composer-text");
    }

    void say(String words) {
        Entrusted.note(words);
        composer().fill(words);
        composer().press("Enter");
    }

    /** Messages as the server stored them, not the pending copies. */
    Locator messages() {
        return page.locator(STORED);
    }

    Locator message(long seq) {
        return page.locator("#message-" + seq);
    }

    /** The stored message with these words. */
    Locator message(String words) {
        return messages().filter(new Locator.FilterOptions().setHasText(words));
    }

    RoomScreen awaitMessage(String words) {
        assertThat(message(words)).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(RECONNECT_MILLIS));
        return this;
    }

    /** What one reads from top to bottom, pending copies included. */
    List<String> words() {
        return page.locator(".transcript .message .message__body").allInnerTexts().stream()
                .map(String::strip)
                .toList();
    }

    /** The places of the messages in the page, from top to bottom. */
    @SuppressWarnings("unchecked")
    List<Integer> seqs() {
        return (List<Integer>) page.evaluate(
                "selector => [...document.querySelectorAll(selector)].map(m => Number(m.dataset.messageSeq))", STORED);
    }

    /** What was sent and not acknowledged yet. */
    Locator pending() {
        return page.locator(".transcript__pending .message");
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    /** The button back to the end of the room. */
    Locator newest() {
        return page.locator(".transcript__newest");
    }

    /** The line above the first unread message. */
    Locator newLine() {
        return page.locator(".line--new");
    }

    Locator connectionBar() {
        return page.locator(".connection");
    }

    RoomScreen awaitConnectionBarGone() {
        assertThat(connectionBar()).isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(RECONNECT_MILLIS));
        return this;
    }

    /** Distance from the upper edge of the window, in CSS pixels. */
    double top(long seq) {
        return ((Number) page.evaluate(
                        "id => document.getElementById(id).getBoundingClientRect().top", "message-" + seq))
                .doubleValue();
    }

    /** The row of a message, in CSS pixels of the window. */
    BoundingBox box(long seq) {
        return Objects.requireNonNull(message(seq).boundingBox());
    }

    /** The place of the first message that is at least partly on the screen. */
    int firstVisible() {
        return (Integer) page.evaluate("""
                selector => {
                  const top = document.querySelector('.transcript__log').getBoundingClientRect().top
                  const seen = [...document.querySelectorAll(selector)].find(m => m.getBoundingClientRect().bottom > top + 1)
                  return Number(seen.dataset.messageSeq)
                }""", STORED);
    }

    /** Moves the transcript as a wheel or a finger does: to so many pixels from its beginning, negative from its end. */
    void scrollTo(int pixels) {
        page.evaluate("""
                to => {
                  const log = document.querySelector('.transcript__log')
                  log.scrollTop = to < 0 ? log.scrollHeight - log.clientHeight + to + 1 : to
                }""", pixels);
    }

    boolean isAtEnd() {
        return (Boolean) page.evaluate("""
                () => {
                  const log = document.querySelector('.transcript__log')
                  return log.scrollHeight - log.scrollTop - log.clientHeight < 2
                }""");
    }
}
