package app.parley.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Somebody with a cookie jar who uses the application through its real forms and its JSON, without a browser. Starts
 * as a visitor; {@link #signUp} and {@link #signIn} make it a member. Not for several threads at once.
 */
public final class Person {

    static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The fields of our forms that no log may repeat. */
    private static final List<String> ENTRUSTED = List.of("body", "password", "current", "_csrf");

    private final URI server;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ORIGINAL_SERVER);
    private @Nullable String csrfToken;
    private @Nullable String csrfHeader;
    private @Nullable String username;
    private @Nullable String id;
    private String name = "a visitor";

    private Person(URI server) {
        this.server = server;
    }

    /** Somebody whom this server has never seen. */
    public static Person visiting(URI server) {
        return new Person(server);
    }

    /** Somebody who signs up, by a username that nobody has, and is then signed in. The password is {@link #PASSWORD}. */
    public static Person newMember(URI server, String name) {
        String word = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        String username = word + "-" + UUID.randomUUID().toString().substring(24);
        return visiting(server).signUp(name, username, PASSWORD);
    }

    /** A password that every rule of the application accepts. */
    public static final String PASSWORD = "lantern-orchid-42-meadow";

    public Person signUp(String name, String username, String password) {
        submit("/signup", "/signup", Map.of("name", name, "username", username, "password", password))
                .expect(303);
        this.username = username;
        return arrive(name);
    }

    public Person signIn(String username, String password) {
        submit("/login", "/login", Map.of("username", username, "password", password))
                .expect(303);
        this.username = username;
        return arrive(username);
    }

    /** As {@link #signIn}, in a browser that stays signed in when it is closed. */
    public Person staySignedIn(String username, String password) {
        submit("/login", "/login", Map.of("username", username, "password", password, "remember-me", "on"))
                .expect(303);
        this.username = username;
        return arrive(username);
    }

    public void signOut() {
        post("/logout", Map.of());
        id = null;
    }

    /** Returns the number of the new room; this person is its owner */
    public long createRoom(String name, String kind) {
        Page answer = submit("/rooms/new", "/rooms", Map.of("name", name, "description", "", "kind", kind))
                .expect(303);
        String path = answer.location().orElseThrow();
        return Long.parseLong(path.replaceFirst("^/rooms/(\\d+).*", "$1"));
    }

    /** Returns the number of the direct room with this person, which is made if there is none. */
    public long directRoomWith(Person other) {
        String path = post("/direct", Map.of("people", Objects.requireNonNull(other.username)))
                .expect(303)
                .location()
                .orElseThrow();
        return Long.parseLong(path.replaceFirst("^/rooms/(\\d+).*", "$1"));
    }

    public void join(long room) {
        post("/rooms/" + room + "/membership", Map.of()).expect(303);
    }

    public void leave(long room) {
        post("/rooms/" + room + "/membership/delete", Map.of()).expect(303);
    }

    /** Gives somebody else a role there: {@code owner}, {@code moderator} or {@code member}. */
    public Page appoint(long room, Person member, String role) {
        return post("/rooms/" + room + "/members/" + member.id(), Map.of("role", role));
    }

    /**
     * Posts by HTTP.
     *
     * @return the stored message as the server describes it
     */
    public JsonNode post(long room, String body) {
        return post(room, body, UUID.randomUUID().toString()).expect(201).json();
    }

    public Page post(long room, String body, String clientId) {
        return send("/rooms/" + room + "/messages", Map.of("body", body, "clientId", clientId), "application/json");
    }

    /**
     * A transcript page.
     *
     * @param query for example {@code before=120}; empty for the newest page
     * @return {@code {messages[], more, change}}
     */
    public JsonNode transcript(long room, String query) {
        String path = "/rooms/" + room + "/messages" + (query.isEmpty() ? "" : "?" + query);
        return get(path, "application/json").expect(200).json();
    }

    public Page get(String path) {
        return get(path, "text/html");
    }

    public Page get(String path, String accept) {
        return exchange(request(path).header("Accept", accept).GET());
    }

    /** Opens the page, fills in its form with this action, submits it. */
    public Page submit(String pagePath, String action, Map<String, String> typed) {
        Page page = get(pagePath).expect(200);
        Map<String, String> fields = new LinkedHashMap<>(page.form(action)
                .orElseThrow(
                        () -> new AssertionError("No form for " + action + " on " + pagePath + "\n" + page.body())));
        fields.putAll(typed);
        return exchange(form(action, fields, "text/html"));
    }

    /** Submits fields without opening a page first, with the CSRF token in the header as our scripts do. */
    public Page post(String path, Map<String, String> fields) {
        return send(path, fields, "text/html");
    }

    public Page send(String path, Map<String, String> fields, String accept) {
        String token = csrfToken(); // before the request takes its cookies: the token's cookie may come only now
        return exchange(form(path, fields, accept).header(csrfHeader(), token));
    }

    /** Sends a form with one file in it, as browsers do, with the CSRF token in its body. */
    public Page upload(String path, String field, byte[] file) {
        String token = csrfToken();
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--b0undary\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token
                        + "\r\n--b0undary\r\nContent-Disposition: form-data; name=\"" + field
                        + "\"; filename=\"file\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(file);
        body.writeBytes("\r\n--b0undary--\r\n".getBytes(StandardCharsets.US_ASCII));
        return exchange(request(path)
                .header("Accept", "text/html")
                .header("Content-Type", "multipart/form-data; boundary=b0undary")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    /** Sends JSON as our scripts do, with the CSRF token in the header. */
    public Page sendJson(String path, String json) {
        String token = csrfToken();
        return exchange(request(path)
                .header("Accept", "text/html, application/json")
                .header("Content-Type", "application/json")
                .header(csrfHeader(), token)
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** The account's number, which is also the principal's name. Asked once after signing in. */
    public @Nullable String username() {
        return username;
    }

    public String id() {
        if (id == null) {
            throw new IllegalStateException(name + " is not signed in");
        }
        return id;
    }

    public String csrfToken() {
        readCsrf();
        return Objects.requireNonNull(csrfToken);
    }

    public String csrfHeader() {
        readCsrf();
        return Objects.requireNonNull(csrfHeader);
    }

    public URI server() {
        return server;
    }

    /** Value of the {@code Cookie} header that a browser would send; empty without cookies. */
    public String cookieHeader() {
        return cookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    public List<HttpCookie> cookies() {
        return cookies.getCookieStore().get(server);
    }

    /** A request by this person, for what has no verb here; give it to {@link #exchange}. */
    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE);
        String jar = cookieHeader();
        return jar.isEmpty() ? request : request.header("Cookie", jar);
    }

    public Page exchange(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            KeptPages.keep(response);
            String session = session();
            cookies.put(server, response.headers().map());
            if (!session.equals(session())) {
                csrfToken = null; // it follows from the session
            }
            cookies().forEach(cookie -> Entrusted.note(cookie.getValue()));
            return Page.of(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String session() {
        return cookies().stream()
                .filter(cookie -> cookie.getName().matches("parley(-\\d+)?"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    private HttpRequest.Builder form(String path, Map<String, String> fields, String accept) {
        ENTRUSTED.forEach(field -> Entrusted.note(fields.getOrDefault(field, "")));
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return request(path)
                .header("Accept", accept)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Person arrive(String name) {
        csrfToken = null; // signing in changed the session, and the token with it
        this.name = name;
        id = get("/rooms").expect(200).meta("user-id").orElseThrow();
        return this;
    }

    private void readCsrf() {
        if (csrfToken == null) {
            Page page = get(id == null ? "/login" : "/rooms").expect(200);
            csrfToken = page.meta("_csrf").orElseThrow();
            csrfHeader = page.meta("_csrf_header").orElseThrow();
            Entrusted.note(csrfToken);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
