package app.parley.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** All that Parley can say, read from the files without its own reader: key to sentence, with the blanks in it. */
public final class Sentences {

    private static final Pattern SCRIPTED = Pattern.compile("(?m)^ {2}\"([a-z0-9.-]+)\": (.+),$");

    private Sentences() {}

    /** What the server says. */
    public static SortedMap<String, String> of(Language language) {
        String ending = language == Language.ENGLISH ? "[a-z]+\\.properties" : ".+_" + language.tag() + "\\.properties";
        var sentences = new TreeMap<String, String>();
        for (Resource bundle : resources("classpath:/text/*.properties")) {
            if (String.valueOf(bundle.getFilename()).matches(ending)) {
                var properties = new Properties();
                try (var text = new StringReader(bundle.getContentAsString(UTF_8))) {
                    properties.load(text);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
                properties.forEach((key, sentence) -> assertThat(sentences.put((String) key, (String) sentence))
                        .as("another " + key)
                        .isNull());
            }
        }
        assertThat(sentences).as(language + " sentences").isNotEmpty();
        return sentences;
    }

    /** What the scripts say, as it stands in their source. */
    public static SortedMap<String, String> ofScripts(Language language) {
        String script =
                texts("classpath:/static/js/text/" + language.tag() + ".js").collect(Collectors.joining());
        var sentences = new TreeMap<String, String>();
        SCRIPTED.matcher(script)
                .results()
                .forEach(entry -> sentences.put(entry.group(1), entry.group(2).replace("\\u00a0", "\u00a0")));
        assertThat(sentences).as(language + " script").isNotEmpty();
        return sentences;
    }

    static Stream<String> texts(String pattern) {
        return resources(pattern).stream().map(resource -> {
            try {
                return resource.getContentAsString(UTF_8);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static List<Resource> resources(String pattern) {
        try {
            return Arrays.asList(new PathMatchingResourcePatternResolver().getResources(pattern));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
