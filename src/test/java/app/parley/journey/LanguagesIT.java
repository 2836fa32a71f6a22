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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** What the set-up called the first room, for an English administrator. */
    private static final Set<String> STORED = Set.of("Lobby", "Everybody meets here.");

    /** The one with the longest words, the one with the tallest letters, and the one from right to left. */
    private static final Set<Language> LOOKED_AT = EnumSet.of(Language.GERMAN, Language.HINDI, Language.ARABIC);

    private static final Set<Language> OTHER_LETTERS = EnumSet.of(Language.HINDI, Language.JAPANESE, Language.ARABIC);
    private static final Pattern LATIN_WORDS = Pattern.compile("[A-Za-z]{2,}\\s+[A-Za-z]{2,}");

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
    void everyPageSpeaksOneLanguageAndIsSound(Language language) {
        speak(ada, language);
        Set<String> foreign = onlyEnglish(language);
        List<String> left = new ArrayList<>();
        try (Visit visit =
                TestBrowser.visit(server.uri(), Screen.PHONE).as(ada).expect("status 4\\d\\d|a status of 4\\d\\d")) {
            Inspection inspection = new Inspection(visit);
            for (String path : List.of(
                    "/rooms?q=1815",
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
                if (LOOKED_AT.contains(language)) {
                    inspection.visit(path);
                } else {
                    visit.page().navigate(path);
                }
                assertThat(visit.page().locator("html")).hasAttribute("lang", language.tag());
                said(visit.page()).stream()
                        .filter(words -> !STORED.contains(words))
                        .filter(words -> foreign.contains(words) || isEnglish(words, language))
                        .forEach(words -> left.add(path + ": " + words));
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

    /** What is said in English, and differently in this language; what has blanks is not found. */
    private static Set<String> onlyEnglish(Language language) {
        Set<String> english = words(Language.ENGLISH);
        english.removeAll(words(language));
        return english;
    }

    private static Set<String> words(Language language) {
        return Stream.concat(
                        Sentences.of(language).values().stream(),
                        Sentences.ofScripts(language).values().stream()
                                .map(sentence -> sentence.replaceAll("^\"|\"$", "")))
                .collect(Collectors.toSet());
    }

    /** Where the letters are others, two words of ours in a row are English; names here are one word. */
    private static boolean isEnglish(String words, Language language) {
        return OTHER_LETTERS.contains(language) && LATIN_WORDS.matcher(words).find();
    }

    private static List<String> said(Page page) {
        return ((List<?>) page.evaluate(SAID)).stream().map(String::valueOf).toList();
    }

    private static String scripted(String key, Language language) {
        return Sentences.ofScripts(language).get(key).replace("\"", "");
    }
}
