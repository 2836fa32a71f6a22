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

/** What no template may do: print what people wrote as it is, or evaluate it. */
class TemplateTests {

    private static final Pattern UNESCAPED =
            Pattern.compile("th:utext=\"([^\"]*)\"|\\[\\((.*?)\\)\\]|data-th-utext=\"([^\"]*)\"");

    /** A {@code Fragment}, whose text {@code Markdown} sanitised, and JSON that {@code ImportMap} made for a script. */
    @Test
    void onlyFragmentsAndTheImportMapArePrintedUnescaped() throws IOException {
        assertThat(found(UNESCAPED))
                .containsExactlyInAnyOrder(
                        "layout.html [(${importMap})]",
                        "_message.html th:utext=\"${text}\"",
                        "_page.html th:utext=\"${fragment}\"",
                        "room.html th:utext=\"${fragment}\"");
    }

    /** Thymeleaf evaluates twice what stands between two pairs of underscores. */
    @Test
    void nothingIsEvaluatedTwice() throws IOException {
        assertThat(found(Pattern.compile("__\\$\\{"))).isEmpty();
    }

    private static List<String> found(Pattern pattern) throws IOException {
        List<String> found = new ArrayList<>();
        Resource[] templates = new PathMatchingResourcePatternResolver().getResources("classpath:/templates/**/*.html");
        assertThat(Arrays.asList(templates)).isNotEmpty();
        for (Resource template : templates) {
            pattern.matcher(template.getContentAsString(StandardCharsets.UTF_8))
                    .results()
                    .forEach(match -> found.add(template.getFilename() + " " + match.group()));
        }
        return found;
    }
}
