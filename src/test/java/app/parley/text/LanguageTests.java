package app.parley.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LanguageTests {

    @Test
    void theFirstLanguageThatIsSpokenHereCountsWhateverTheRegion() {
        List<Locale> preferred =
                List.of(Locale.forLanguageTag("nl"), Locale.forLanguageTag("de-AT"), Locale.forLanguageTag("fr"));

        assertThat(Language.firstOf(preferred)).isEqualTo(Language.GERMAN);
    }

    @Test
    void whoeverAsksForNoneThatIsSpokenHereIsSpokenToInEnglish() {
        assertThat(Language.firstOf(List.of())).isEqualTo(Language.ENGLISH);
        assertThat(Language.firstOf(List.of(Locale.forLanguageTag("tlh"), Locale.ROOT)))
                .isEqualTo(Language.ENGLISH);
    }

    @Test
    void aTagIsExactlyThatOfALanguage() {
        assertThat(Language.of("ar")).isEqualTo(Language.ARABIC);
        assertThat(Language.of("DE")).isNull();
        assertThat(Language.of("")).isNull();
        assertThat(Language.of("de-DE")).isNull();
    }

    @Test
    void aSentenceIsSaidInEnglishWhereALanguageIsNotSpoken() {
        Sentence sentence = Sentence.of("room.settings.page", "Küche");

        assertThat(sentence.in(Locale.GERMAN)).isEqualTo("Küche: Einstellungen");
        assertThat(sentence.in(Locale.forLanguageTag("nl"))).isEqualTo("Küche: settings");
        assertThat(sentence).hasToString("Küche: settings");
    }
}
