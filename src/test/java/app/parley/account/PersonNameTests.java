package app.parley.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada Lovelace",
                "Ines Ñuñez",
                "李小龍",
                "محمد",
                "क्षितिज",
                "O'Neil-Smith 3rd",
                "👩‍🚀",
                "🏴󠁧󠁢󠁷󠁬󠁳󠁿 Cerys"
            })
    void namesOfTheWorldAreTakenAsTheyAre(String name) {
        assertThat(PersonName.typed(name).value()).isEqualTo(name);
    }

    @Test
    void aNameIsHeldInComposedForm() {
        assertThat(PersonName.typed("Ine\u0301s").value()).isEqualTo("In\u00E9s");
    }

    @Test
    void runsOfSpaceBecomeOne() {
        assertThat(PersonName.typed("  Ada \u00A0  Lovelace ").value()).isEqualTo("Ada Lovelace");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "\u200B\u200B",
                "\u3164",
                "\u2800",
                "\u0301",
                "Ada\nBo",
                "Ada\u0000",
                "Ada\u202Eoda",
                "Ada\u2066",
                "Ada\uDB40\uDC41\uDB40\uDC42",
                "\uDB40\uDC41\uDB40\uDC42",
                "Ada\u206A",
                "\u00AD\u034F\uFE0F",
                "\uD800"
            })
    void whatIsInvisibleOrBreaksALineIsRefused(String typed) {
        assertThatThrownBy(() -> PersonName.typed(typed)).isInstanceOf(Refusal.class);
    }

    @Test
    void sixtyCharactersFitHoweverManyBytesTheyTake() {
        assertThat(PersonName.typed("😀".repeat(60)).value()).hasSize(120);
        assertThatThrownBy(() -> PersonName.typed("a".repeat(61))).isInstanceOf(Refusal.class);
    }
}
