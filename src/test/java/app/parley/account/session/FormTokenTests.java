package app.parley.account.session;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.account.AccountTest;
import app.parley.account.Browser;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/** Nobody sends a form in the name of somebody else, and nobody's cookies are another server's. */
@AccountTest
class FormTokenTests {

    private static final String CHOSEN = "chosen-by-a-sibling-host";

    @Autowired
    private MockMvc mvc;

    @Test
    void aHostThatSetsTheCookieDoesNotKnowTheToken() {
        var ada = new Browser(mvc);
        ada.signIn("ada", AccountTest.PASSWORD);
        ada.setCookie("parley-csrf", CHOSEN);

        assertThat(ada.forge("/profile/language", "language", "de", "_csrf", masked(CHOSEN))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theTokenEndsWithTheSession() {
        var ada = new Browser(mvc);
        ada.signIn("ada", AccountTest.PASSWORD);
        String before = token(ada);
        ada.submit("/profile", "/logout");
        ada.signIn("ada", AccountTest.PASSWORD);

        assertThat(ada.forge("/logout", "_csrf", before).status()).isEqualTo(403);
        assertThat(ada.forge("/logout", "_csrf", token(ada)).status()).isEqualTo(303);
    }

    @ParameterizedTest
    @CsvSource({
        "http, 8080, parley-8080",
        "http, 9090, parley-9090",
        "http, 80, parley",
        "https, 443, __Host-parley",
        "https, 8443, __Host-parley-8443"
    })
    void serversOnOneHostKeepTheirCookiesApartByTheirPorts(String scheme, int port, String name) {
        var request = new MockHttpServletRequest();
        request.setScheme(scheme);
        request.setSecure(scheme.equals("https"));
        request.setServerPort(port);
        var response = new MockHttpServletResponse();

        new BrowserCookie("parley").write(request, response, "value", Duration.ofDays(1));

        assertThat(response.getCookie(name)).isNotNull();
    }

    /** Another node, or a relay on a port of its own, is asked with the cookies that this server set. */
    @Test
    void aCookieCountsUnderAnotherPortButOnlyAfterTheOneOfThisPort() {
        var request = new MockHttpServletRequest();
        request.setServerPort(9090);
        request.setCookies(
                new Cookie("parley-8080", "another node's"),
                new Cookie("parley-known-8080", "of another kind"),
                new Cookie("__Host-parley-9090", "of HTTPS"),
                new Cookie("parley-9090", "our own"));

        assertThat(new BrowserCookie("parley").readAll(request)).containsExactly("our own", "another node's");
    }

    private static String token(Browser browser) {
        return browser.get("/profile").body().replaceFirst("(?s).*<meta name=\"_csrf\" content=\"([^\"]+)\".*", "$1");
    }

    /** As the page carries it: random bytes, here zeros, and the token behind them. */
    private static String masked(String token) {
        byte[] bytes = new byte[2 * token.length()];
        System.arraycopy(token.getBytes(StandardCharsets.US_ASCII), 0, bytes, token.length(), token.length());
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
