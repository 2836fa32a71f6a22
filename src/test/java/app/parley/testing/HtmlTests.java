package app.parley.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HtmlTests {

    private static final Html PAGE = new Html("""
            <html lang="en"><head><meta charset="utf-8"><meta content="a&amp;b" name="_csrf"/></head>
            <body>
            <form action="/search"><input name="q" value="other"></form>
            <form method="post" action="/signup"><input type="hidden" name="_csrf" value="&quot;x&quot;"/>
              <input name="name" value="Ada" required><input type="password" name="password">
              <input type="checkbox" name="remember-me" checked><input type="checkbox" name="news">
              <button name="go">Go</button><input type="submit" name="send" value="Send"></form>
            </body></html>
            """);

    @Test
    void aMetaIsFoundInWhateverOrderItsAttributesStand() {
        assertThat(PAGE.meta("_csrf")).contains("a&b");
        assertThat(PAGE.meta("user-id")).isEmpty();
    }

    @Test
    void aFormGivesWhatABrowserWouldSubmit() {
        assertThat(PAGE.form("/signup"))
                .contains(Map.of("_csrf", "\"x\"", "name", "Ada", "password", "", "remember-me", "on"));
        assertThat(PAGE.form("/login")).isEmpty();
    }
}
