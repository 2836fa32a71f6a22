package app.parley.testing;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer of the server to a {@link Person}; redirects are answers, they are not followed. */
public record Page(URI uri, int status, HttpHeaders headers, String body) {

    private static final JsonMapper JSON = new JsonMapper();

    static Page of(HttpResponse<String> response) {
        return new Page(response.uri(), response.statusCode(), response.headers(), response.body());
    }

    /** The path (with query) that a redirect leads to; empty when this is none. */
    public Optional<String> location() {
        return headers.firstValue("location")
                .map(uri::resolve)
                .map(to -> to.getRawPath() + (to.getRawQuery() == null ? "" : "?" + to.getRawQuery()));
    }

    public Optional<String> meta(String name) {
        return new Html(body).meta(name);
    }

    /** The fields of the form with this action as the page presents them. */
    public Optional<Map<String, String>> form(String action) {
        return new Html(body).form(action);
    }

    public JsonNode json() {
        return JSON.readTree(body);
    }

    /**
     * This page, if it has the status that the test relies on.
     *
     * @throws AssertionError with the whole answer otherwise
     */
    public Page expect(int expected) {
        if (status != expected) {
            throw new AssertionError(
                    "Expected " + expected + " from " + uri + ", got " + status + " " + headers.map() + "\n" + body);
        }
        return this;
    }
}
