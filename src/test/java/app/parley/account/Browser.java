package app.parley.account;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.io.UnsupportedEncodingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** A browser with cookies that asks for pages and sends forms with the CSRF token that the page carried. */
public final class Browser {

    private static final Pattern CSRF = Pattern.compile("<meta name=\"_csrf\" content=\"([^\"]+)\">");

    private final MockMvc mvc;
    private final Map<String, Cookie> cookies = new LinkedHashMap<>();
    private String address = "192.0.2.1";
    private String language = "en";
    private boolean https;

    public Browser(MockMvc mvc) {
        this.mvc = mvc;
    }

    /** Connects from this address from now on. */
    public Browser from(String address) {
        this.address = address;
        return this;
    }

    /** Asks for pages in this language from now on. */
    public Browser speaking(String language) {
        this.language = language;
        return this;
    }

    public Browser overHttps() {
        this.https = true;
        return this;
    }

    public Answer get(String path, String... headers) {
        return exchange(MockMvcRequestBuilders.get(path), headers);
    }

    /** Sends a form as the page with this address would: opens the page first for its token. */
    public Answer submit(String pagePath, String action, String... fields) {
        String page = get(pagePath).body();
        Matcher token = CSRF.matcher(page);
        assertThat(token.find()).as("a CSRF token on " + pagePath).isTrue();
        return exchange(withFields(action, fields).param("_csrf", token.group(1)));
    }

    /** Sends a form without any token, as a foreign site would. */
    public Answer forge(String action, String... fields) {
        return exchange(withFields(action, fields));
    }

    public Answer signIn(String username, String password, String... more) {
        String[] fields = new String[more.length + 4];
        fields[0] = "username";
        fields[1] = username;
        fields[2] = "password";
        fields[3] = password;
        System.arraycopy(more, 0, fields, 4, more.length);
        return submit("/login", "/login", fields);
    }

    public boolean isSignedIn() {
        return get("/profile").status() == 200;
    }

    /** Whether it would be signed in if it had lost this cookie, which it then has. */
    public boolean isSignedInWithout(String cookie) {
        cookies.remove(cookie);
        return isSignedIn();
    }

    public String cookie(String name) {
        return Objects.requireNonNull(cookies.get(name), name).getValue();
    }

    public boolean hasCookie(String name) {
        return cookies.containsKey(name);
    }

    public Browser setCookie(String name, String value) {
        cookies.put(name, new Cookie(name, value));
        return this;
    }

    /** What closing the browser does: cookies without an age go. */
    public Browser reopened() {
        cookies.values().removeIf(cookie -> cookie.getMaxAge() < 0);
        return this;
    }

    /** A browser with the same cookies, as after copying a profile or in another tab. */
    public Browser copied() {
        var copy = new Browser(mvc).from(address);
        copy.cookies.putAll(cookies);
        return copy;
    }

    private static MockHttpServletRequestBuilder withFields(String action, String... fields) {
        MockHttpServletRequestBuilder request = MockMvcRequestBuilders.post(action);
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return request;
    }

    private Answer exchange(MockHttpServletRequestBuilder request, String... headers) {
        request.secure(https).remoteAddress(address).header(HttpHeaders.ACCEPT_LANGUAGE, language);
        if (!List.of(headers).contains(HttpHeaders.ACCEPT)) {
            request.accept(MediaType.TEXT_HTML);
        }
        if (!cookies.isEmpty()) {
            request.cookie(cookies.values().toArray(Cookie[]::new));
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            MockHttpServletResponse response = mvc.perform(request).andReturn().getResponse();
            keep(response);
            return new Answer(response);
        } catch (Exception e) {
            throw new AssertionError("The request failed", e);
        }
    }

    private void keep(MockHttpServletResponse response) {
        for (Cookie cookie : response.getCookies()) {
            if (cookie.getMaxAge() == 0) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie);
            }
        }
    }

    /** What came back. */
    public record Answer(MockHttpServletResponse response) {

        public int status() {
            return response.getStatus();
        }

        public String location() {
            return Objects.requireNonNullElse(response.getHeader(HttpHeaders.LOCATION), "");
        }

        public String header(String name) {
            return Objects.requireNonNullElse(response.getHeader(name), "");
        }

        /** The whole {@code Set-Cookie} line of this cookie, or empty. */
        public String setCookie(String name) {
            return response.getHeaders(HttpHeaders.SET_COOKIE).stream()
                    .filter(line -> line.startsWith(name + "="))
                    .findFirst()
                    .orElse("");
        }

        public String body() {
            try {
                return response.getContentAsString();
            } catch (UnsupportedEncodingException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
