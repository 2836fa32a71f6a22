package app.parley.text;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.OnBothDatabases;
import app.parley.testing.Page;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.TestDatabase;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Everybody is spoken to in their language: by pages, by refusals over HTTP and over the socket. */
@OnBothDatabases
class LanguageIT {

    private static final Locale GERMAN = Language.GERMAN.locale();

    @Parameter
    private TestDatabase family;

    private ParleyServer server;

    @BeforeEach
    void start() {
        server = ParleyServer.shared(family);
    }

    @ParameterizedTest
    @EnumSource
    void aVisitorReadsWhatTheBrowserAsksFor(Language language) {
        Page page = asking(Person.visiting(server.uri()), "/login", "tlh, " + language.tag() + "-419;q=0.8, en;q=0.1");

        assertThat(page.body())
                .contains("<html lang=\"" + language.tag() + "\"", "dir=\"" + said("web.direction", language) + "\"")
                .contains("<h1>" + said("account.sign-in.title", language) + "</h1>")
                .doesNotContain("??");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tlh", "*", ";;q=,,", "de;q=x", "\u00e4\u00f6", "../../etc/passwd", "e"})
    void whateverElseABrowserAsksForIsAnswered(String wanted) {
        assertThat(asking(Person.visiting(server.uri()), "/login", wanted).status())
                .isEqualTo(200);
    }

    @Test
    void whatABrowserDoesNotAcceptItDoesNotGet() {
        assertThat(asking(Person.visiting(server.uri()), "/login", "nl, de;q=0, fr;q=0.1")
                        .body())
                .contains("<html lang=\"fr\"");
    }

    @Test
    void aThousandWishesAreAnsweredToo() {
        Page page = asking(Person.visiting(server.uri()), "/login", "tlh,".repeat(1_000) + "de");

        assertThat(page.status()).isIn(200, 431);
    }

    @Test
    void whoSignsUpIsSpokenToInTheLanguageOfThatPage() {
        var ines = Person.visiting(server.uri());
        String token = ines.csrfToken();
        String username = "ines-" + UUID.randomUUID().toString().substring(24);
        Page refused = signUp(ines, "i", token);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains(said("account.username.length", Language.GERMAN));

        signUp(ines, username, token).expect(303);

        assertThat(ines.get("/rooms").body()).contains("<html lang=\"de\"");
        assertThat(asking(ines, "/rooms", "fr").body()).contains("<html lang=\"de\"");
    }

    @Test
    void aChosenLanguageHoldsWhateverTheBrowserAsksFor() {
        Person bo = Person.newMember(server.uri(), "Bo");
        assertThat(asking(bo, "/rooms", "es").body()).contains("<html lang=\"en\"");

        choose(bo, "ja").expect(303);

        Page profile = asking(bo, "/profile", "es");
        assertThat(profile.body())
                .contains("<html lang=\"ja\"", said("web.saved", Language.JAPANESE))
                .contains("<option value=\"ja\" lang=\"ja\" selected=\"selected\">日本語</option>");
        assertThat(bo.get("/no-such-page").body()).contains(said("web.error.404.title", Language.JAPANESE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tlh", "DE", "", "de-DE", "english"})
    void aLanguageThatIsNotSpokenHereIsRefusedBesideItsField(String language) {
        Person bo = Person.newMember(server.uri(), "Bo");

        Page refused = choose(bo, language);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("id=\"language-error\"", said("account.choice", Language.ENGLISH));
        assertThat(bo.get("/profile").body()).contains("<html lang=\"en\"");
    }

    @Test
    void aProgramIsRefusedInTheLanguageOfItsAccount() {
        Person bo = Person.newMember(server.uri(), "Bo");
        long room = bo.createRoom("Kitchen", "open");
        choose(bo, "de").expect(303);

        Page refused = bo.post(room, "", UUID.randomUUID().toString());

        assertThat(refused.json().path("detail").asString()).isEqualTo(said("message.empty", Language.GERMAN));
    }

    @Test
    void aSocketIsToldInTheLanguageOfItsPageAndNoOtherIs() {
        Person bo = Person.newMember(server.uri(), "Bo");
        long room = bo.createRoom("Kitchen", "open");
        String tooLong = "x".repeat(10_001);
        try (StompConnection german = StompConnection.open(bo, "de-CH");
                StompConnection silent = StompConnection.open(bo);
                StompConnection foreign = StompConnection.open(bo, "tlh")) {
            Stream.of(german, silent, foreign).forEach(page -> page.subscribe("/user/queue/acks"));
            assertThat(reason(german, room, tooLong)).isEqualTo(tooLong(GERMAN));
            assertThat(reason(silent, room, tooLong)).isEqualTo(tooLong(Locale.ENGLISH));
            assertThat(reason(foreign, room, tooLong)).isEqualTo(tooLong(Locale.ENGLISH));
            // decided later, on another thread
            assertThat(reason(german, room + 1_000_000, "hello")).isEqualTo(said("message.absent", Language.GERMAN));
            assertThat(reason(silent, room + 1_000_000, "hello")).isEqualTo(said("message.absent", Language.ENGLISH));
        }
    }

    /** One is made for all, so nothing in it depends on who reads it. */
    @Test
    void aMessageIsTheSameInEveryLanguage() {
        Person ada = Person.newMember(server.uri(), "Ada");
        Person bo = Person.newMember(server.uri(), "Bo");
        long room = ada.createRoom("Kitchen", "open");
        bo.join(room);
        choose(bo, "ar").expect(303);
        ada.post(room, "soup");
        ada.post(room, "stew");
        ada.post("/rooms/" + room + "/messages/1", Map.of("body", "broth")).expect(303);
        ada.post("/rooms/" + room + "/messages/2/delete", Map.of()).expect(303);

        JsonNode hers = ada.transcript(room, "");

        assertThat(hers.path("messages").size()).isEqualTo(2);
        assertThat(bo.transcript(room, "")).isEqualTo(hers);
    }

    private static Page asking(Person person, String path, String languages) {
        return person.exchange(person.request(path)
                .header("Accept", "text/html")
                .header("Accept-Language", languages)
                .GET());
    }

    private static Page signUp(Person person, String username, String token) {
        String fields = "name=Ines&password=" + Person.PASSWORD + "&username=" + username + "&_csrf=" + token;
        return person.exchange(person.request("/signup")
                .header("Accept", "text/html")
                .header("Accept-Language", "de-DE,de;q=0.9")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields)));
    }

    private static Page choose(Person person, String language) {
        return person.submit("/profile", "/profile", Map.of("language", language));
    }

    private static String reason(StompConnection connection, long room, String body) {
        return connection
                .post(room, UUID.randomUUID().toString(), body)
                .path("reason")
                .asString();
    }

    private static String tooLong(Locale locale) {
        return Sentence.of("message.too-long", 10_001, 10_000).in(locale);
    }

    private static String said(String key, Language language) {
        return Sentence.of(key).in(language.locale());
    }
}
