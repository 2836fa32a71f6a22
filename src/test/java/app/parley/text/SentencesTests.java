package app.parley.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Every sentence is there in every language and can be said, and none is there that nobody says. */
class SentencesTests {

    /** The kinds of events, which look like keys; two of them are keys of the scripts too. */
    private static final Set<String> EVENTS =
            Set.of("message.posted", "message.edited", "message.deleted", "room.changed", "room.closed");

    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\w+)");
    private static final Pattern TEMPLATE_KEY = Pattern.compile("#\\{([a-z0-9.-]+)|'([a-z0-9.-]+\\.)' \\+");
    private static final Pattern CODE_KEY = Pattern.compile("[\"`]([a-z]+\\.[a-z0-9.-]*)(?=[\"$])");

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "ENGLISH")
    void everyLanguageHasEverySentenceWithTheSameBlanks(Language language) {
        assertThat(blanks(Sentences.of(language))).isEqualTo(blanks(Sentences.of(Language.ENGLISH)));
        assertThat(blanks(Sentences.ofScripts(language))).isEqualTo(blanks(Sentences.ofScripts(Language.ENGLISH)));
    }

    /** An apostrophe would quote what follows, but only in a sentence with blanks: nobody can keep that in mind. */
    @ParameterizedTest
    @EnumSource
    void everySentenceCanBeSaid(Language language) {
        Sentences.of(language).forEach((key, sentence) -> {
            assertThat(sentence).as(key).isNotBlank().doesNotContain("'").isEqualTo(sentence.strip());
            for (int number : List.of(0, 1, 2, 3, 10, 11, 99, 100, 1_000)) {
                String said =
                        new MessageFormat(sentence, language.locale()).format(new Object[] {number, number, number});
                assertThat(said).as(key).isNotBlank().doesNotContain("{", "}");
            }
        });
    }

    /** The form for whatever no other is for. */
    @ParameterizedTest
    @EnumSource
    void whatIsCountedByAScriptCanAlwaysBeSaid(Language language) {
        assertThat(Sentences.ofScripts(language).values())
                .allMatch(sentence ->
                        sentence.startsWith("{") ? sentence.contains(" other: \"") : sentence.matches("\"[^\"]+\""));
    }

    /** Where a word is the same by nature, as Name is in German, there are few of them. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "ENGLISH")
    void hardlyAnythingIsLeftInEnglish(Language language) {
        Map<String, String> english = Sentences.of(Language.ENGLISH);
        List<String> same = Sentences.of(language).entrySet().stream()
                .filter(entry -> entry.getValue().equals(english.get(entry.getKey())))
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();

        assertThat(same).hasSizeLessThan(20).allMatch(sentence -> sentence.split(" ").length < 4);
    }

    @Test
    void everySentenceOfTheServerIsSaidSomewhere() throws IOException {
        Set<String> said = matches(TEMPLATE_KEY, Sentences.texts("classpath:/templates/**/*.html"));
        said.addAll(matches(CODE_KEY, sources()));

        assertSaidAndThere(said, Sentences.of(Language.ENGLISH).keySet());
    }

    @Test
    void everySentenceOfTheScriptsIsSaidSomewhere() throws IOException {
        Stream<String> scripts = Sentences.texts("classpath:/static/js/**/*.js")
                .filter(script -> !script.contains("export default {\n"));

        assertSaidAndThere(
                matches(CODE_KEY, scripts),
                Sentences.ofScripts(Language.ENGLISH).keySet());
    }

    /** @param said whole keys, and the beginnings of those that are put together, ending with a dot or a hyphen */
    private static void assertSaidAndThere(Set<String> said, Set<String> there) {
        Set<String> modules = there.stream().map(SentencesTests::module).collect(Collectors.toSet());

        assertThat(there)
                .isNotEmpty()
                .allMatch(key -> said.stream()
                        .anyMatch(word -> key.equals(word) || (word.matches(".*[.-]") && key.startsWith(word))));
        assertThat(said)
                .filteredOn(word -> modules.contains(module(word)) && !EVENTS.contains(word))
                .isNotEmpty()
                .allMatch(word -> there.contains(word)
                        || (word.matches(".*[.-]") && there.stream().anyMatch(key -> key.startsWith(word))));
    }

    private static String module(String key) {
        return key.substring(0, key.indexOf('.'));
    }

    private static SortedMap<String, SortedSet<String>> blanks(Map<String, String> sentences) {
        var blanks = new TreeMap<String, SortedSet<String>>();
        sentences.forEach((key, sentence) -> blanks.put(key, matches(ARGUMENT, Stream.of(sentence))));
        return blanks;
    }

    private static SortedSet<String> matches(Pattern pattern, Stream<String> texts) {
        return texts.flatMap(text -> pattern.matcher(text).results())
                .map(SentencesTests::firstGroup)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String firstGroup(MatchResult match) {
        return match.group(1) == null ? match.group(2) : match.group(1);
    }

    private static Stream<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(Files::isRegularFile).map(SentencesTests::text).toList().stream();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
