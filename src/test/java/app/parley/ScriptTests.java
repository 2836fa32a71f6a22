package app.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** What a script of ours does only through the one module that does it safely. */
class ScriptTests {

    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*//.*$|\\s//\\s.*$");

    /** A store may be full, forbidden, absent or gone on any call, and holds things of several people. */
    @Test
    void onlyTheStoragesOwnModulesTouchWhatTheBrowserKeeps() throws IOException {
        assertThat(
                        modulesWith(
                                "\\b(localStorage|sessionStorage|indexedDB|BroadcastChannel|cookieStore|caches)\\b|document\\.cookie"))
                .isNotEmpty()
                .allMatch(path -> path.startsWith("/js/storage/"));
    }

    /** What a page asks for names its person, so that it is never answered for another. */
    @Test
    void onlyOneModuleFetches() throws IOException {
        assertThat(modulesWith("(?<![.#\\w])fetch\\(|XMLHttpRequest|sendBeacon|EventSource"))
                .containsExactly("/js/ask.js");
    }

    private static List<String> modulesWith(String regex) throws IOException {
        Pattern pattern = Pattern.compile(regex);
        List<String> found = new ArrayList<>();
        for (Resource script : scripts()) {
            String code = COMMENT.matcher(script.getContentAsString(StandardCharsets.UTF_8))
                    .replaceAll("");
            if (pattern.matcher(code).find()) {
                String url = script.getURL().toString();
                found.add(url.substring(url.lastIndexOf("/js/")));
            }
        }
        return found;
    }

    private static List<Resource> scripts() throws IOException {
        Resource[] scripts = new PathMatchingResourcePatternResolver().getResources("classpath:/static/js/**/*.js");
        assertThat(scripts).isNotEmpty();
        return Arrays.asList(scripts);
    }
}
