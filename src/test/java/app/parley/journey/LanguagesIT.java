package app.parley.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.Screen;
import app.parley.testing.TestBrowser;
import app.parley.testing.TestDatabase;
import app.parley.testing.Visit;
import app.parley.text.Language;
import app.parley.text.Sentences;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The pages in every language: sound where there is least place for words, and in that language only. */
class LanguagesIT {

    /** All that a page says: text, and what is read out or shown in its place. */
    private static final String SAID = """
            () => {
              const said = []
              const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
              while (walk.nextNode()) {
                if (!walk.currentNode.parentElement.closest('script, style, noscript')) said.push(walk.currentNode.data.trim())
              }
              for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'data-label']) {
                for (const element of document.querySelectorAll(`[${name}]`)) said.push(element.getAttribute(name).trim())
              }
              return said
            }""";

    private final ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);
    private Person ada;
    private Person bo;
    private long room;

    @BeforeEach
    void aRoomWhereSomethingHappened() {
        ada = Person.newMember(server.uri(), "Ada");
        bo = Person.newMember(server.uri(), "Bo");
        room = ada.createRoom("1815", "open");
        bo.join(room);
        ada.post(room, "1");
        ada.post(room, "2");
        bo.post(room, "3");
        ada.post("/rooms/" + room + "/messages/1", Map.of("body", "0")).expect(303);
        ada.post("/rooms/" + room + "/messages/2/delete", Map.of()).expect(303);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "ENGLISH")
    void everyPageIsSoundAndSpeaksOneLanguage(Language language) {
        speak(ada, language);
        Set<String> foreign = onlyEnglish(language);
        List<String> left = new ArrayList<>();
        try (Visit visit =
                TestBrowser.visit(server.uri(), Screen.PHONE).as(ada).expect("status 4\\d\\d|a status of 4\\d\\d")) {
            Inspection inspection = new Inspection(visit);
            for (String path : List.of(
                    "/rooms",
                    "/rooms?q=nothingiscalledlikethis",
                    "/rooms/new",
                    "/direct",
                    "/profile",
                    "/notifications",
                    "/users/" + bo.id(),
                    "/rooms/" + room,
                    "/rooms/" + room + "/members",
                    "/rooms/" + room + "/settings",
                    "/no-such-page")) {
                inspection.visit(path);
                assertThat(visit.page().locator("html")).hasAttribute("lang", language.tag());
                said(visit.page()).stream().filter(foreign::contains).forEach(word -> left.add(path + ": " + word));
            }
            assertThat(inspection.findings()).isEmpty();
        }
        assertThat(left).isEmpty();
    }

    @Test
    void eachReadsTheSameRoomInTheirLanguage() {
        speak(bo, Language.ARABIC);
        try (Visit adas = TestBrowser.visit(server.uri(), Screen.DESK).as(ada);
                Visit bos = TestBrowser.visit(server.uri(), Screen.DESK).as(bo)) {
            Page elsewhere = adas.newTab();
            elsewhere.navigate("/rooms");
            elsewhere.evaluate("window.isTheOldPage = true");
            Page page = adas.page();
            page.navigate("/profile");
            page.locator("#language").selectOption("de");
            page.locator("form[action='/profile'] button[type=submit]").click();
            assertThat(page.locator("html")).hasAttribute("lang", "de");
            assertThat(page.getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHasText("Gespeichert")))
                    .isVisible();

            RoomScreen hers = RoomScreen.open(adas, room);
            RoomScreen his = RoomScreen.open(bos, room);
            assertThat(bos.page().locator("html")).hasAttribute("dir", "rtl");
            assertThat(hers.message(1).locator(".message__edited"))
                    .hasText(scripted("message.edited", Language.GERMAN));
            assertThat(his.message(1).locator(".message__edited")).hasText(scripted("message.edited", Language.ARABIC));
            assertThat(hers.message(2)).containsText(scripted("message.deleted", Language.GERMAN));
            assertThat(his.message(2)).containsText(scripted("message.deleted", Language.ARABIC));

            bo.post("/rooms/" + room + "/messages/3", Map.of("body", "4")).expect(303);
            assertThat(hers.message(3).locator(".message__edited"))
                    .hasText(scripted("message.edited", Language.GERMAN));
            assertThat(his.message(3).locator(".message__edited")).hasText(scripted("message.edited", Language.ARABIC));

            his.composer().pressSequentially("5");
            assertThat(page.locator("[data-typing-target=words]"))
                    .hasText(scripted("presence.types-1", Language.GERMAN).replace("{first}", "\u2068Bo\u2069"));

            elsewhere.locator(".browse a").first().click(); // Turbo would keep the scripts of the old language
            assertThat(elsewhere.locator("html")).hasAttribute("lang", "de");
            assertThat((Boolean) elsewhere.evaluate("window.isTheOldPage === undefined"))
                    .isTrue();
        }
    }

    private static void speak(Person person, Language language) {
        person.submit("/profile", "/profile", Map.of("language", language.tag()))
                .expect(303);
    }

    /** What is said in English, and differently in this language. */
    private static Set<String> onlyEnglish(Language language) {
        Map<String, String> theirs = Sentences.of(language);
        return Sentences.of(Language.ENGLISH).entrySet().stream()
                .filter(sentence -> !theirs.containsValue(sentence.getValue()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
    }

    private static List<String> said(Page page) {
        return ((List<?>) page.evaluate(SAID)).stream().map(String::valueOf).toList();
    }

    private static String scripted(String key, Language language) {
        return Sentences.ofScripts(language).get(key).replace("\"", "");
    }
}
