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

    private static final Pattern NO_WORDS =
            Pattern.compile("(?s)<!--.*?-->|<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>|\\[\\[.*?]]|\\[\\(.*?\\)]");

    private static final Pattern NAMES =
            Pattern.compile("(?<=\\s)(?:aria-label|title|placeholder|alt|data-label)=\"[^\"]*\\p{L}[^\"]*\"");

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

    /** Words for people are in {@code resources/text}, in every language. */
    @Test
    void noWordStandsInATemplate() throws IOException {
        assertThat(words())
                .containsExactlyInAnyOrder(
                        "layout.html Parley",
                        "layout.html Parley",
                        "side.html Ctrl K",
                        "side.html Parley",
                        "_completion.html @all",
                        "_completion.html @here",
                        // the same for every reader: the page's script says them in the reader's language
                        "_message.html edited",
                        "_message.html This message was deleted.");
        assertThat(found(NAMES)).isEmpty();
    }

    /** What stands between tags and is no expression. */
    private static List<String> words() throws IOException {
        List<String> words = new ArrayList<>();
        for (Resource template : templates()) {
            String text = template.getContentAsString(StandardCharsets.UTF_8);
            NO_WORDS.matcher(text)
                    .replaceAll("\n")
                    .lines()
                    .filter(line -> line.codePoints().anyMatch(Character::isLetter))
                    .forEach(line -> words.add(template.getFilename() + " " + line.strip()));
        }
        return words;
    }

    private static List<String> found(Pattern pattern) throws IOException {
        List<String> found = new ArrayList<>();
        for (Resource template : templates()) {
            pattern.matcher(template.getContentAsString(StandardCharsets.UTF_8))
                    .results()
                    .forEach(match -> found.add(template.getFilename() + " " + match.group()));
        }
        return found;
    }

    private static List<Resource> templates() throws IOException {
        Resource[] templates = new PathMatchingResourcePatternResolver().getResources("classpath:/templates/**/*.html");
        assertThat(templates).isNotEmpty();
        return Arrays.asList(templates);
    }
}
