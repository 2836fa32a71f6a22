package app.parley.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExcerptTests {

    @Test
    void aShortTextIsTheWholeText() {
        assertThat(Excerpt.of("soup?", 5)).isEqualTo("soup?");
        assertThat(Excerpt.of("🎉🎉🎉🎉🎉", 5)).isEqualTo("🎉🎉🎉🎉🎉");
        assertThat(Excerpt.of("soup!?", 5)).isEqualTo("soup…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"👩‍👩‍👧‍👦", "🏳️‍🌈", "🇩🇪", "👍🏽", "e\u0301\u0316", "한", "क्षि", "\r\n"})
    void nothingThatPeopleSeeAsOneIsCutInTwo(String one) {
        int length = one.codePointCount(0, one.length());
        for (int longest = 3; longest < 4 + length; longest++) {
            String cut = Excerpt.of("ab" + one + "cdefghijklmnopqrstuvwxyz", longest);

            assertThat(cut).endsWith("…");
            assertThat(cut).isIn(longest < 3 + length ? "ab…" : "ab" + one + "…", "a…", "ab" + one + "c…");
        }
    }
}
