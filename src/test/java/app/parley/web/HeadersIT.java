package app.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.Page;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.TestDatabase;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers that make a browser the last line of defence stand on every answer, whatever it is. */
class HeadersIT {

    private static final ParleyServer SERVER = ParleyServer.shared(TestDatabase.SQLITE);
    private static final Pattern MANIFEST = Pattern.compile("<link rel=\"manifest\" href=\"([^\"]+)\"");
    private static final Pattern NONCE = Pattern.compile("'nonce-([A-Za-z0-9+/_=-]{16,})'");

    private static Person bo;
    private static long room;

    @BeforeAll
    static void someone() {
        bo = Person.newMember(SERVER.uri(), "Bo");
        room = bo.createRoom("Headers", "open");
        bo.post(room, "hello");
    }

    /** What a script of a page asks for names the person of the page; cookies are the browser's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /rooms/list",
                "GET /rooms/ROOM/messages",
                "POST /rooms/ROOM/favourite",
                "POST /rooms/ROOM/draft",
                "POST /nowhere"
            })
    void aPageThatBelongsToSomebodyElseIsAnsweredNothing(String row) {
        String[] request = row.replace("ROOM", Long.toString(room)).split(" ");
        String owner = "1" + bo.id();
        HttpRequest.Builder asked = bo.request(request[1])
                .header(bo.csrfHeader(), bo.csrfToken())
                .method(request[0], HttpRequest.BodyPublishers.noBody());

        Page refused = bo.exchange(asked.copy().header("Parley-User", owner)).expect(409);
        assertThat(refused.body()).isEmpty();
        assertThat(refused.headers().firstValue("Parley-User")).contains(bo.id());
        assertThat(refused.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(bo.exchange(asked.copy().header("Parley-User", bo.id())).status())
                .isEqualTo(bo.exchange(asked.copy()).status())
                .isNotEqualTo(409);
    }

    /** Nobody's cookies: whoever asks is sent to sign in, as without the header. */
    @Test
    void aPageWhosePersonIsSignedOutIsSentToSignIn() {
        Person visitor = Person.visiting(SERVER.uri());
        Page answer = visitor.exchange(visitor.request("/rooms/list").header("Parley-User", bo.id()));

        assertThat(answer.location()).hasValueSatisfying(to -> assertThat(to).endsWith("/login"));
    }

    /** Method, path and the status that makes the row what it says. */
    static Stream<String> answers() {
        return Stream.of(
                // pages and fragments
                "GET /rooms 200",
                "GET /rooms/list 200",
                "GET /rooms/ROOM 200",
                "GET /rooms/ROOM/messages 200",
                "GET /profile 200",
                "GET /up 200",
                // redirects
                "GET / 303",
                "POST /rooms/ROOM/favourite 303",
                // errors: ours, Spring's, the security chain's, the container's
                "GET /nowhere 404",
                "GET /rooms/999999 404",
                "GET /rooms/ROOM/messages?before=abc 400",
                "POST /rooms 422",
                "DELETE /rooms 405",
                "GET /css/nothing.css 404",
                // files
                "GET /css/app.css 200",
                "GET /js/application.js 200",
                "GET /favicon.ico 200",
                // above 32 kB
                "GET /webjars/hotwired__turbo/dist/turbo.es2017-esm.js 200",
                "GET /webjars/sockjs-client/dist/sockjs.min.js 200",
                // the socket
                "GET /ws/info 200",
                "GET /ws/iframe.html 403",
                "POST /ws/000/SESSION/xhr 200",
                "POST /ws/000/SESSION/xhr_send 404",
                "GET /ws/websocket 400");
    }

    @ParameterizedTest
    @MethodSource("answers")
    void everyAnswerCarriesTheHeaders(String row) {
        String[] cells = row.split(" ");
        Page answer = bo.exchange(bo.request(fillIn(cells[1]))
                        .header("Accept", "text/html")
                        .header(bo.csrfHeader(), bo.csrfToken())
                        .method(cells[0], HttpRequest.BodyPublishers.noBody()))
                .expect(Integer.parseInt(cells[2]));

        assertGuarded(answer);
    }

    @Test
    void whatIsNotSentAgainOrNotInPartsCarriesThemToo() {
        String large = "/webjars/hotwired__turbo/dist/turbo.es2017-esm.js";
        String date = bo.get(large, "*/*").headers().firstValue("last-modified").orElseThrow();

        assertHeaders(
                bo.exchange(bo.request(large).header("If-Modified-Since", date)).expect(304));
        assertHeaders(
                bo.exchange(bo.request(large).header("Range", "bytes=0-9")).expect(206));
        assertHeaders(bo.exchange(bo.request(large).header("Range", "bytes=99999999-"))
                .expect(416));
    }

    @Test
    void whatAnotherOriginSendsIsRefusedUnreadAndCarriesThemToo() {
        for (String elsewhere : List.of("https://evil.example", "null", "http://127.0.0.1", "http://127.0.0.1:1")) {
            assertGuarded(bo.exchange(bo.request("/rooms/" + room + "/favourite")
                            .header("Origin", elsewhere)
                            .header(bo.csrfHeader(), bo.csrfToken())
                            .POST(HttpRequest.BodyPublishers.noBody()))
                    .expect(403));
        }
        for (String site : List.of("cross-site", "same-site", "anything")) {
            assertGuarded(bo.exchange(bo.request("/ws/info").header("Sec-Fetch-Site", site))
                    .expect(403));
        }
        bo.exchange(bo.request("/rooms/" + room + "/favourite")
                        .header("Origin", SERVER.uri().toString())
                        .header(bo.csrfHeader(), bo.csrfToken())
                        .POST(HttpRequest.BodyPublishers.noBody()))
                .expect(303);
    }

    @Test
    void aBrowserThatAsksForTheHealthReadsIt() {
        Page health = Person.visiting(SERVER.uri())
                .get("/actuator/health", "text/html,application/xhtml+xml")
                .expect(200);

        assertThat(health.headers().firstValue("content-type")).hasValue("application/json");
    }

    @Test
    void aProblemNamesThePathThatWasAskedFor() {
        assertThat(bo.get("/rooms/999999?q=1", "application/json")
                        .expect(404)
                        .json()
                        .path("instance")
                        .asString())
                .isEqualTo("/rooms/999999");
    }

    @Test
    void whatAVisitorGetsCarriesThemToo() {
        Person visitor = Person.visiting(SERVER.uri());

        assertGuarded(visitor.get("/login").expect(200));
        assertGuarded(visitor.get("/rooms").expect(302));
        assertGuarded(visitor.get("/rooms", "application/json").expect(401));
        assertGuarded(visitor.get("/ws/info").expect(401));
        assertGuarded(visitor.exchange(visitor.request("/login").POST(HttpRequest.BodyPublishers.noBody()))
                .expect(403));
    }

    /** By Jetty, and by Spring Security's firewall. Nothing in such an answer runs, so its policy needs no nonce. */
    @ParameterizedTest
    @ValueSource(strings = {"/%00", "/rooms/%2e%2e/up", "/rooms;x=1"})
    void whatIsRefusedBeforeAnythingOfOursSeesItCarriesThemToo(String path) {
        Page refused = bo.get(path).expect(400);

        assertHeaders(refused);
        assertThat(refused.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(refused.headers().firstValue("content-security-policy").orElseThrow())
                .contains("form-action 'none'")
                .doesNotContain("'self'");
    }

    @Test
    void theNonceIsFreshAndStandsOnThePage() {
        List<Page> twice = List.of(bo.get("/rooms"), bo.get("/rooms"));

        assertThat(twice).extracting(HeadersIT::nonce).doesNotHaveDuplicates();
        assertThat(twice).allSatisfy(page -> assertThat(page.body()).contains("nonce=\"" + nonce(page) + "\""));
    }

    @Test
    void whatIsPrivateIsNotStored() {
        for (String path :
                List.of("/rooms", "/rooms/ROOM", "/rooms/ROOM/messages", "/rooms/list", "/profile", "/ws/info")) {
            assertThat(bo.get(fillIn(path))
                            .headers()
                            .firstValue("cache-control")
                            .orElse(""))
                    .as(path)
                    .contains("no-store");
        }
    }

    /** Whoever installs the page gets it and its pictures, signed in or not. */
    @Test
    void theManifestNamesIconsThatAreThereAndOfTheTypeThatItSays() {
        Person visitor = Person.visiting(SERVER.uri());
        Matcher link = MANIFEST.matcher(visitor.get("/login").expect(200).body());
        assertThat(link.find()).isTrue();
        Page manifest = visitor.get(link.group(1), "*/*").expect(200);

        assertThat(manifest.headers().firstValue("content-type").orElse(""))
                .matches("application/(manifest\\+)?json(;.*)?");
        assertThat(manifest.json().path("icons")).isNotEmpty().allSatisfy(icon -> {
            Page picture = visitor.get(icon.path("src").asString(), "image/*").expect(200);
            assertThat(picture.headers().firstValue("content-type"))
                    .hasValue(icon.path("type").asString());
            assertThat(picture.body()).isNotEmpty();
        });
    }

    @Test
    void theServerDoesNotSayWhatItIsMadeOf() {
        for (Page page : List.of(bo.get("/rooms"), bo.get("/nowhere"), bo.get("/%00"))) {
            assertThat(page.headers().map()).doesNotContainKeys("server", "x-powered-by");
        }
    }

    private static void assertGuarded(Page answer) {
        assertHeaders(answer);
        assertThat(answer.headers().firstValue("content-security-policy").orElseThrow())
                .contains("form-action 'self'");
        assertThat(nonce(answer)).isNotBlank();
    }

    private static void assertHeaders(Page answer) {
        Map<String, List<String>> headers = answer.headers().map();
        assertThat(headers)
                .as("%s %s", answer.status(), answer.uri())
                .containsEntry("x-content-type-options", List.of("nosniff"))
                .containsEntry("x-frame-options", List.of("DENY"))
                .containsEntry("referrer-policy", List.of("same-origin"))
                .containsEntry("cross-origin-opener-policy", List.of("same-origin"))
                .containsEntry("cross-origin-resource-policy", List.of("same-origin"))
                .containsKey("permissions-policy")
                .containsKey("content-security-policy");
        assertThat(headers.get("content-security-policy"))
                .singleElement()
                .satisfies(policy -> assertThat(policy)
                        .contains(
                                "default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
                        .doesNotContain("unsafe", "*", "http:", "https:"));
    }

    private static String nonce(Page page) {
        Matcher nonce = NONCE.matcher(
                page.headers().firstValue("content-security-policy").orElse(""));
        return nonce.find() ? nonce.group(1) : "";
    }

    private static String fillIn(String path) {
        return path.replace("ROOM", Long.toString(room))
                .replace("SESSION", UUID.randomUUID().toString());
    }
}
