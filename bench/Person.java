import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody with a cookie jar who fills in Parley's forms. */
final class Person {

    static final String PASSWORD = "lantern-orchid-42-meadow";
    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Pattern HIDDEN = Pattern.compile("<input[^>]*type=\"hidden\"[^>]*>");

    private final URI server;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private String csrf = "";
    private String id = "";

    private Person(URI server) {
        this.server = server;
    }

    static Person signIn(URI server, String username) throws Exception {
        return new Person(server).enter("/login", Map.of("username", username, "password", PASSWORD));
    }

    static Person signUp(URI server, String username) throws Exception {
        return new Person(server)
                .enter("/signup", Map.of("name", "Person " + username, "username", username, "password", PASSWORD));
    }

    long createRoom(String name) throws Exception {
        HttpResponse<String> made = post("/rooms", Map.of("name", name, "description", "", "kind", "open"));
        String place = made.headers().firstValue("Location").orElseThrow();
        return Long.parseLong(place.replaceFirst(".*/rooms/(\\d+).*", "$1"));
    }

    void join(long room) throws Exception {
        post("/rooms/" + room + "/membership", Map.of());
    }

    HttpResponse<String> get(String path, String accept) throws Exception {
        return exchange(request(path).header("Accept", accept).GET());
    }

    HttpResponse<String> post(String path, Map<String, String> fields) throws Exception {
        return post(path, fields, "text/html");
    }

    HttpResponse<String> post(String path, Map<String, String> fields, String accept) throws Exception {
        HttpResponse<String> answer = exchange(form(path, fields).header("Accept", accept).header("X-XSRF-TOKEN", csrf));
        if (answer.statusCode() >= 400) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    String cookieHeader() {
        return cookies.getCookieStore().getCookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    String csrf() {
        return csrf;
    }

    String id() {
        return id;
    }

    private Person enter(String path, Map<String, String> typed) throws Exception {
        var fields = new LinkedHashMap<String, String>();
        Matcher hidden = HIDDEN.matcher(get(path, "text/html").body());
        while (hidden.find()) {
            fields.put(attribute(hidden.group(), "name"), attribute(hidden.group(), "value"));
        }
        fields.putAll(typed);
        HttpResponse<String> answer = exchange(form(path, fields).header("Accept", "text/html"));
        if (answer.statusCode() != 303 && answer.statusCode() != 302) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + "\n" + answer.body());
        }
        String page = get("/rooms", "text/html").body();
        csrf = meta(page, "_csrf");
        id = meta(page, "user-id");
        return this;
    }

    private static String meta(String page, String name) {
        Matcher tag = Pattern.compile("<meta[^>]*name=\"" + name + "\"[^>]*>").matcher(page);
        if (!tag.find()) {
            throw new IllegalStateException("No meta " + name + " in\n" + page);
        }
        return attribute(tag.group(), "content");
    }

    private static String attribute(String tag, String name) {
        Matcher value = Pattern.compile(name + "=\"([^\"]*)\"").matcher(tag);
        return value.find() ? value.group(1) : "";
    }

    private HttpRequest.Builder form(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(server.resolve(path));
        String jar = cookieHeader();
        return jar.isEmpty() ? request : request.header("Cookie", jar);
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        for (String line : answer.headers().allValues("Set-Cookie")) {
            for (HttpCookie cookie : HttpCookie.parse(line)) {
                cookie.setPath("/");
                cookies.getCookieStore().add(server, cookie);
            }
        }
        return answer;
    }
}
