package app.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without a picture somebody is one or two letters, as their own script and their own signs have them. */
class ViewerTests {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Ada, A",
        "Ada Wan-Karlsen, AW",
        "ada maria wan, AW",
        "örn, Ö",
        "Ngũgĩ wa Thiong’o, NT",
        "王小明, 王",
        "田中 さくら, 田さ",
        "محمد علي, مع",
    })
    void initialsAreTheFirstLettersOfTheFirstAndTheLastWord(String name, String initials) {
        assertThat(named(name).initials()).isEqualTo(initials);
    }

    /** Not every letter with a mark has a code point of its own to be composed to. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "x\u030Cavier, X\u030C",
        "Bo e\u0301mile, BE\u0301",
        "नि शि, निशि",
    })
    void aLetterKeepsItsMarks(String name, String initials) {
        assertThat(named(name).initials()).isEqualTo(initials);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "🦊 Fox, 🦊F",
        "👩🏽‍💻, 👩🏽‍💻",
        "🇯🇵 Ken, 🇯🇵K",
        "Bo ❤️, B❤️",
    })
    void anEmojiStaysWhole(String name, String initials) {
        assertThat(named(name).initials()).isEqualTo(initials);
    }

    /** Two letters at most: ß is no reason for a third. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"ßilke Straß, ßS", "ǆenan, ǅ"})
    void aLetterStaysOneLetter(String name, String initials) {
        assertThat(named(name).initials()).isEqualTo(initials);
    }

    private static Viewer named(String name) {
        return new Viewer(1, name, "ada", false, "system", "comfortable", null, "", null, null);
    }
}
