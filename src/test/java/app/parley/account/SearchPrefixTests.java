package app.parley.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchPrefixTests {

    @Test
    void aPersonHasAKeyForEachWordOfTheNameAndOneForTheUsername() {
        assertThat(SearchPrefix.keys("Zoë  van der Ångström", "zoe.a"))
                .containsExactlyInAnyOrder(
                        "zoe van der angstrom",
                        "van der angstrom",
                        "der angstrom",
                        "angstrom",
                        "zoe.a",
                        "\u0001zoevanderangstrom");
        assertThat(SearchPrefix.keys("Bo", "bo")).containsExactly("\u0001bo", "bo");
        assertThat(SearchPrefix.keys("山田 太郎", "taro")).containsExactlyInAnyOrder("山田 太郎", "太郎", "taro", "\u0001山田太郎");
    }

    @ParameterizedTest
    @CsvSource({
        "Zoë Ångström, ZOE",
        "Zoë Ångström, angs",
        "Zoe Angstrom, Zoë",
        "Zoë Ångström, zoe  Å",
        "Ｗｉｄｅ, wide",
        "Zoë Ångström, @zo",
        "Łukasz, Ł",
        "Łukasz, luk",
        "Groß, gross",
        "Kadıköy, KADIK",
        "😀 Smile, 😀",
        "😀 Smile, sm",
        "\uD83D\uDE00\uDBFF\uDFFD, 😀"
    })
    void whatBeginsANameOrAWordOfItFindsIt(String name, String typed) {
        assertThat(SearchPrefix.keys(name, "username-0")).anyMatch(key -> isFound(key, typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ngström", "zoëz", "zoe_", "%", "_"})
    void whatIsInTheMiddleOrIsNotThereDoesNot(String typed) {
        assertThat(SearchPrefix.keys("Zoë Ångström", "username-0")).noneMatch(key -> isFound(key, typed));
    }

    @Test
    void longNamesAreCutWhereAColumnEndsAndNotWithinACharacter() {
        String widest = "\uFDFA".repeat(60); // 18 letters each, once folded
        assertThat(SearchPrefix.keys(widest, "u"))
                .allSatisfy(
                        key -> assertThat(key.codePointCount(0, key.length())).isLessThanOrEqualTo(100));
        assertThat(SearchPrefix.of("😀".repeat(5_000)).from()).isEqualTo("😀".repeat(100));
    }

    private static boolean isFound(String key, String typed) {
        var prefix = SearchPrefix.of(typed);
        return byCodePoint(key, prefix.from()) >= 0 && byCodePoint(key, prefix.to()) < 0;
    }

    /** As both databases compare. */
    private static int byCodePoint(String one, String other) {
        return Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());
    }
}
