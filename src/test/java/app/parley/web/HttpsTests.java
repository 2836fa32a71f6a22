package app.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.account.AccountTest;
import app.parley.account.Browser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/** Who came by HTTPS once does not come back without (RFC 6797). The cookies' part is in WebSessionTests. */
@AccountTest
class HttpsTests {

    private static final String HEADER = "Strict-Transport-Security";

    @Autowired
    private MockMvc mvc;

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/rooms", "/nowhere", "/css/app.css", "/ws/info", "/up"})
    void everyAnswerOverHttpsTellsTheBrowserToStayWithIt(String path) {
        assertThat(new Browser(mvc).overHttps().get(path).header(HEADER))
                .as("and not its neighbours")
                .isEqualTo("max-age=31536000");
        assertThat(new Browser(mvc).get(path).header(HEADER)).isEmpty();
    }
}
