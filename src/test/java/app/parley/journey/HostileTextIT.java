package app.parley.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import app.parley.testing.OnBothDatabases;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.Screen;
import app.parley.testing.TestBrowser;
import app.parley.testing.TestDatabase;
import app.parley.testing.Visit;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ScreenshotCaret;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever people write is text on every page that shows it. A visit fails by itself if a script of theirs ran or was stopped. */
@OnBothDatabases
class HostileTextIT {

    /** Of 255 steps of a colour: as much as rounded corners differ from one painting to the next. */
    private static final int UNSEEN = 4;

    private static final List<String> SCRIPTS = List.of(
            "<script>alert(1)</script>",
            "</script><script>alert(1)</script>",
            "</title><script>alert(1)</script>",
            "</textarea><script>alert(1)</script>",
            "</style><img src=x onerror=alert(1)>",
            "<img src=x onerror=alert(1)>",
            "<img src=x onerror=alert(1)//",
            "<svg onload=alert(1)>",
            "<svg><script>alert(1)</script></svg>",
            "<svg><animate onbegin=alert(1) attributeName=x>",
            "<math><mi xlink:href=javascript:alert(1)>x",
            "<iframe srcdoc='<script>alert(1)</script>'>",
            "<iframe src=javascript:alert(1)>",
            "<object data=javascript:alert(1)>",
            "<embed src=javascript:alert(1)>",
            "<body onload=alert(1)>",
            "<details open ontoggle=alert(1)>x",
            "<input autofocus onfocus=alert(1)>",
            "<video><source onerror=alert(1)></video>",
            "<a href=javascript:alert(1)>press</a>",
            "<form action=javascript:alert(1)><button>go",
            "<base href=https://evil.example/>",
            "<meta http-equiv=refresh content=0;url=//evil.example>",
            "<link rel=stylesheet href=//evil.example/x.css>",
            "<style>*{display:none}</style>",
            "<template><script>alert(1)</script></template>",
            "\" onmouseover=\"alert(1)",
            "' onfocus='alert(1)' autofocus='",
            "x\" style=\"position:fixed;inset:0\" y=\"",
            "<p style=position:fixed;inset:0>over</p>",
            "<turbo-frame src=/logout id=x></turbo-frame>",
            "<div data-controller=jump data-action=click->drawer#open>x",
            "{{constructor.constructor('alert(1)')()}}",
            "${alert(1)} #{1} *{1} @{/x} __${1}__",
            "[[${7*7}]] [(${7*7})]",
            "<!--><img src=x onerror=alert(1)>-->",
            "<![CDATA[<script>alert(1)</script>]]>",
            "&lt;script&gt;alert(1)&lt;/script&gt; &#60;b&#62;",
            "\u00bcscript\u00bealert(1)\u00bc/script\u00be",
            "javascript:alert(1)");

    /** What only Markdown could make a link or a picture of. */
    private static final List<String> MARKDOWN = List.of(
            "[press](javascript:alert(1))",
            "[press](  jAvAsCrIpT&colon;alert(1))",
            "[press](java&#x0A;script:alert(1))",
            "[press](data:text/html,<script>alert(1)</script>)",
            "[press](vbscript:x \"' onclick=alert(1) '\")",
            "![x](x\"onerror=alert(1))",
            "![x](https://evil.example/pixel.png)",
            "<javascript:alert(1)>",
            "[x]: javascript:alert(1)\n\n[x]",
            "```\"><script>alert(1)</script>\n</code></pre><img src=x onerror=alert(1)>\n```",
            "`</code><script>alert(1)</script>`",
            "| <img src=x onerror=alert(1)> |\n|---|\n| </td></table><script>alert(1)</script> |",
            "https://example.org/\"onmouseover=\"alert(1)",
            "https://example.org/<script>alert(1)</script>");

    /** What no text of a person may become on any page. */
    private static final String FORBIDDEN = """
            () => {
              const foreign = 'script:not([src^="/js/"], [type=importmap]), iframe, object, embed, base, math, video, audio, '
                + 'img, body style, body link, main animate, main turbo-frame, meta[http-equiv]'
              const found = [...document.querySelectorAll(foreign)].map(e => e.outerHTML.slice(0, 120))
              for (const element of document.body.querySelectorAll('*')) {
                for (const { name, value } of element.attributes) {
                  const address = ['href', 'src', 'action', 'formaction', 'data', 'srcdoc', 'xlink:href'].includes(name)
                  if (name.startsWith('on') || (address && /^\\s*(javascript|data|vbscript):/i.test(value))) found.push(`${element.tagName} ${name}=${value}`)
                }
              }
              return found
            }""";

    private static final String ALLOWED_IN_A_MESSAGE =
            "p, br, a, b, strong, i, em, del, s, code, pre, blockquote, ul, ol, li, hr, h1, h2, h3, "
                    + "h4, h5, h6, table, thead, tbody, tr, th, td, input[type=checkbox], .code, .code__copy, span";

    private final ParleyServer server;
    private Person ada;
    private Person bo;
    private Visit visit;
    private Page page;

    HostileTextIT(TestDatabase family) {
        server = ParleyServer.shared(family);
    }

    @BeforeEach
    void aReader() {
        ada = Person.newMember(server.uri(), "Ada");
        bo = Person.newMember(server.uri(), "Bo");
        visit = TestBrowser.visit(server.uri(), Screen.DESK).as(bo);
        page = visit.page();
    }

    @AfterEach
    void nothingRan() {
        visit.close();
    }

    @Test
    void messagesAreTextInThePageInHistoryAndLive() {
        List<String> corpus = new ArrayList<>(SCRIPTS);
        corpus.addAll(MARKDOWN);
        long room = ada.createRoom("Words", "open");
        bo.join(room);
        corpus.forEach(text -> ada.post(room, text));

        RoomScreen screen = RoomScreen.open(visit, room);
        new Reader(screen).readUpTo(1);
        new Reader(screen).readDownTo(corpus.size());
        assertHarmless(screen, corpus.size());
        corpus.forEach(text -> ada.post(room, text));
        screen.awaitConnection().message(2L * corpus.size()).waitFor();
        assertHarmless(screen, 2 * corpus.size());
        assertThat(screen.message(1).locator(".message__body")).hasText(SCRIPTS.getFirst());
        assertThat(screen.message(SCRIPTS.indexOf("<svg onload=alert(1)>") + 1L).locator(".message__body"))
                .hasText("<svg onload=alert(1)>");
    }

    @Test
    void namesAndDescriptionsOfRoomsAreTextWhereverTheyStand() {
        List<Long> rooms =
                SCRIPTS.stream().map(text -> openRoom(ada, text, text)).toList();
        rooms.forEach(bo::join);

        RoomScreen screen = RoomScreen.open(page, "/rooms/" + rooms.getFirst());
        assertThat(page.locator("#room-list .room-link__name").filter(new Locator.FilterOptions().setHasText("Lobby")))
                .isVisible();
        assertThat(page.locator("#room-list .room-link__name").allTextContents())
                .containsAll(SCRIPTS);
        page.keyboard().press("Control+k");
        page.keyboard().type("script");
        assertThat(page.getByRole(AriaRole.OPTION).first()).containsText("script");
        assertThat(forbidden()).isEmpty();
        page.keyboard().press("Escape");

        for (int i = 0; i < SCRIPTS.size(); i += 3) {
            String name = SCRIPTS.get(i);
            page.navigate("/rooms/" + rooms.get(i));
            assertThat(page.locator("main h1")).hasText(name);
            assertThat(page.locator(".head__about")).hasText(name);
            assertThat(screen.composer()).hasAttribute("placeholder", "Message " + name);
            assertThat(page.title()).contains(name);
            assertThat(forbidden()).isEmpty();
        }
        for (String text : List.of(SCRIPTS.get(2), SCRIPTS.get(5), SCRIPTS.get(26))) {
            long room = rooms.get(SCRIPTS.indexOf(text));
            page.navigate("/rooms/" + room + "/members");
            assertThat(page.locator(".head__about")).hasText(text);
            assertThat(forbidden()).isEmpty();
            page.navigate("/rooms/" + room + "/settings");
            assertThat(page.locator(".head__about")).hasText(text);
            assertThat(forbidden()).isEmpty();
        }
        page.navigate("/rooms?q=alert");
        assertThat(page.locator(".browse__name a").allTextContents()).contains(SCRIPTS.get(0), SCRIPTS.get(1));
        assertThat(page.locator(".browse__about").allTextContents()).contains(SCRIPTS.get(0), SCRIPTS.get(1));
        assertThat(forbidden()).isEmpty();
    }

    @Test
    void aRoomThatIsRenamedWhileOneLooksAtItIsStillText() {
        long room = ada.createRoom("Calm", "open");
        bo.join(room);
        RoomScreen screen = RoomScreen.open(visit, room);

        for (String text : List.of(SCRIPTS.get(0), SCRIPTS.get(5), SCRIPTS.get(26))) {
            ada.post("/rooms/" + room, Map.of("name", text, "description", text, "kind", "open"))
                    .expect(303);

            assertThat(page.locator("main h1")).hasText(text);
            assertThat(page.locator(".head__about")).hasText(text);
            assertThat(page.locator("#room-list .room-link__name")
                            .getByText(text, new Locator.GetByTextOptions().setExact(true)))
                    .isVisible();
            assertThat(forbidden()).isEmpty();
        }
        assertThat(screen.messages()).hasCount(0);
    }

    @Test
    void whatPeopleSayAboutThemselvesIsTextWhereverItStands() {
        long room = ada.createRoom("Faces", "open");
        bo.join(room);
        for (int i = 0; i < SCRIPTS.size(); i += 4) {
            String name = SCRIPTS.get(i);
            ada.submit("/profile", "/profile", Map.of("name", name, "bio", SCRIPTS.get(i + 1)))
                    .expect(303);
            ada.post(room, "I am called " + i);

            RoomScreen screen = RoomScreen.open(visit, room);
            assertThat(screen.messages().last().locator(".message__author")).hasText(name);
            assertThat(forbidden()).isEmpty();
            page.navigate("/users/" + ada.id());
            assertThat(page.locator("main h1")).hasText(name);
            assertThat(page.locator("main .sheet p").first()).hasText(SCRIPTS.get(i + 1));
            assertThat(page.title()).contains(name);
            assertThat(forbidden()).isEmpty();
        }
        page.navigate("/rooms/" + room + "/members");
        assertThat(page.locator(".person__name").allTextContents()).contains(SCRIPTS.get(SCRIPTS.size() - 4));
        assertThat(forbidden()).isEmpty();
        assertAdaSeesHerOwnWords();
    }

    @Test
    void whatIsSearchedForOrRefusedComesBackAsText() {
        for (String text : SCRIPTS.subList(0, 24)) {
            page.navigate("/rooms?q=" + URLEncoder.encode(text + "zzz", StandardCharsets.UTF_8));
            assertThat(page.locator(".empty h2")).hasText("No room matches “\u2068" + text + "zzz\u2069”");
            assertThat(page.locator("input[name=q]")).hasValue(text + "zzz");
            assertThat(forbidden()).isEmpty();
        }
        visit.expect("status 422|422 \\(");
        page.navigate("/rooms/new");
        page.locator("#name").fill("ok");
        page.locator("#name")
                .evaluate(
                        "(field, text) => { field.maxLength = 999; field.value = text }",
                        SCRIPTS.get(5).repeat(9));
        page.getByText("Open the room").click();
        assertThat(page.locator("#name-error")).isVisible();
        assertThat(page.locator("#name")).hasValue(SCRIPTS.get(5).repeat(9));
        assertThat(forbidden()).isEmpty();
    }

    @Test
    void aTextThatStacksOrTurnsItsLettersDisturbsNoNeighbour() {
        long room = ada.createRoom("Neighbours", "open");
        bo.join(room);
        ada.post(room, "above");
        ada.post(room, "between");
        ada.post(room, "below");
        RoomScreen screen = RoomScreen.open(visit, room);
        double height = screen.box(2).height;
        BufferedImage above = picture(screen, 1);
        BufferedImage below = picture(screen, 3);
        long change = 3;

        for (String text : List.of(
                "Z" + "\u0301\u0316\u0335".repeat(60),
                "\u202Ereversed\u202E \u2066\u2067\u2068 never closed",
                "\u2067\u2067\u2067right to left",
                "\u200B\u200D\uFEFFinvisible",
                "\u0E01" + "\u0E47".repeat(80),
                "\uFDFD\uFDFD\uFDFD",
                "\u0489".repeat(90) + "a")) {
            ada.post("/rooms/" + room + "/messages/2", Map.of("body", text)).expect(303);
            change++;
            assertThat(screen.message(2)).hasAttribute("data-message-change", String.valueOf(change));

            assertThat(screen.box(1).y + screen.box(1).height).isLessThanOrEqualTo(screen.box(2).y);
            assertThat(screen.box(2).y + screen.box(2).height).isLessThanOrEqualTo(screen.box(3).y);
            assertThat(screen.box(2).height).as(text).isCloseTo(height, within(height * 1.5));
            assertThat(difference(picture(screen, 1), above))
                    .as("the row above " + text)
                    .isLessThanOrEqualTo(UNSEEN);
            assertThat(difference(picture(screen, 3), below))
                    .as("the row below " + text)
                    .isLessThanOrEqualTo(UNSEEN);
            assertThat(visit.scrollsSideways()).isFalse();
        }

        // Not every font piles marks up: a letter far taller than its line stands for those that do.
        screen.message(2).locator("p").first().evaluate("""
                p => { p.style.blockSize = getComputedStyle(p).height; p.style.fontSize = '9rem'; p.style.lineHeight = 0 }""");
        assertThat(difference(picture(screen, 1), above)).as("above a tower").isLessThanOrEqualTo(UNSEEN);
        assertThat(difference(picture(screen, 3), below)).as("below a tower").isLessThanOrEqualTo(UNSEEN);
    }

    private void assertAdaSeesHerOwnWords() {
        try (Visit adas = TestBrowser.visit(server.uri(), Screen.DESK).as(ada)) {
            adas.page().navigate("/profile");
            assertThat(adas.page().locator("#name")).hasValue(SCRIPTS.get(SCRIPTS.size() - 4));
            assertThat(adas.page().locator("#bio")).hasValue(SCRIPTS.get(SCRIPTS.size() - 3));
            assertThat(adas.page().locator(".side__person")).containsText(SCRIPTS.get(SCRIPTS.size() - 4));
        }
    }

    private void assertHarmless(RoomScreen screen, int count) {
        assertThat(screen.seqs()).hasSize(count);
        assertThat(forbidden()).isEmpty();
        Object strange = page.evaluate("""
                allowed => [...document.querySelectorAll('.message__body *')].filter(e => !e.matches(allowed)).map(e => e.outerHTML)""", ALLOWED_IN_A_MESSAGE);
        assertThat((List<?>) strange).isEmpty();
    }

    private List<?> forbidden() {
        return (List<?>) page.evaluate(FORBIDDEN);
    }

    private BufferedImage picture(RoomScreen screen, long seq) {
        page.mouse().move(0, 0);
        // Playwright hides the caret by a style element, which the policy of our pages stops.
        byte[] png = screen.message(seq).screenshot(new Locator.ScreenshotOptions().setCaret(ScreenshotCaret.INITIAL));
        try {
            return ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By how many of 255 steps two pictures of one size differ at most, in any colour of any pixel. */
    private static int difference(BufferedImage one, BufferedImage other) {
        assertThat(List.of(one.getWidth(), one.getHeight())).isEqualTo(List.of(other.getWidth(), other.getHeight()));
        int most = 0;
        for (int x = 0; x < one.getWidth(); x++) {
            for (int y = 0; y < one.getHeight(); y++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    int difference = (one.getRGB(x, y) >> shift & 0xFF) - (other.getRGB(x, y) >> shift & 0xFF);
                    most = Math.max(most, Math.abs(difference));
                }
            }
        }
        return most;
    }

    private static long openRoom(Person owner, String name, String description) {
        String path = owner.submit(
                        "/rooms/new", "/rooms", Map.of("name", name, "description", description, "kind", "open"))
                .expect(303)
                .location()
                .orElseThrow();
        return Long.parseLong(path.replaceFirst("^/rooms/(\\d+).*", "$1"));
    }
}
