package app.parley.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTests {

    @ParameterizedTest
    @CsvSource({
        "ÀÉÎ, aei",
        "Straße, strasse",
        "STRASSE, strasse",
        "İstanbul, istanbul",
        "ılık, ilik",
        "Σίσυφος, σισυφοσ",
        "Новости, новости",
        "Łódź, lodz",
        "Ærø, aero",
        "ｆｕｌｌ　ｗｉｄｔｈ, full width",
        "ﬁn, fin",
        "مُحَمَّد, محمد",
        "שָׁלוֹם, שלום",
        "हिन्दी, हिन्दी",
        "ไทย, ไทย",
        "so\u00ADft, soft",
        "a\u200Bb, ab",
        "' a \u00A0 b ', a b"
    })
    void namesThatPeopleTakeForTheSameAreFoldedToTheSame(String name, String folded) {
        assertThat(Folding.folded(name)).isEqualTo(folded);
        assertThat(Folding.folded(folded)).as("once and for all").isEqualTo(folded);
    }

    @ParameterizedTest
    @CsvSource({"Übersicht, uebersicht", "U\u0308ber, ueber", "ÄÖÜ, aeoeue", "Århus, aarhus", "plain, plain"})
    void whoHasNoUmlautsWritesThemOut(String name, String writtenOut) {
        assertThat(Folding.writtenOut(name)).isEqualTo(writtenOut);
    }

    @Test
    void numbersAreInTheOrderOfTheirValue() {
        var names = List.of(
                "",
                "1",
                "02",
                "3",
                "10",
                "999",
                "٣٤٥٦",
                "12345678901234567890",
                "a",
                "a 2",
                "A 10",
                "a 10 b",
                "ä 11",
                "b",
                "b1.2",
                "b1.10",
                "b2");

        assertThat(names.stream().map(Folding::ordered)).isSorted();
    }

    @Test
    void howeverLongANumberIsItsOrderIsThatOfText() {
        Stream.of("0".repeat(80), "9".repeat(80), "1".repeat(40), "٩".repeat(80))
                .forEach(number -> assertThat(Folding.ordered(number)).hasSizeLessThanOrEqualTo(81));
    }

    @Test
    void aCutIsBetweenCharacters() {
        assertThat(Folding.cut("😀😀😀", 2)).isEqualTo("😀😀");
        assertThat(Folding.cut("ab", 2)).isEqualTo("ab");
    }
}
