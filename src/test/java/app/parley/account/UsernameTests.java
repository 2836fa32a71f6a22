package app.parley.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsernameTests {

    @ParameterizedTest
    @ValueSource(strings = {"bo", "ada.lovelace", "c-3_po", "0x", "abcdefghijklmnopqrstuvwxyz012345"})
    void plainNamesAreTaken(String name) {
        assertThat(Username.typed(name).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"Ada,ada", "'  Bo ',bo", "CHIDI,chidi"})
    void upperCaseAndSpaceAroundDoNotMatter(String typed, String name) {
        assertThat(Username.typed(typed).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                ".ada",
                "-ada",
                "_ada",
                "ada lovelace",
                "ada@home",
                "ada/..",
                "ada.",
                "ada_",
                "ada-",
                "a.",
                "abcdefghijklmnopqrstuvwxyz0123456"
            })
    void otherShapesAreRefused(String typed) {
        assertThatThrownBy(() -> Username.typed(typed)).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @CsvSource({
        "аda,cyrillic small letter a",
        "\u212Ai,kelvin sign",
        "a\u200Bda,zero width space",
        "ｂo,fullwidth latin small letter b",
        "İnes,latin capital letter i with dot above"
    })
    void aForeignLookAlikeIsRefusedAndNamed(String typed, String name) {
        assertThatThrownBy(() -> Username.typed(typed))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(name);
    }

    @ParameterizedTest
    @CsvSource({"bo,b0", "paul,pau1", "arnie,amie", "vvendy,wendy", "a.b,a_b", "a-b,a_b", "vv1lma,wllma"})
    void namesThatLookAlikeHaveOneKey(String one, String other) {
        assertThat(new Username(one).key()).isEqualTo(new Username(other).key());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "admin",
                "Adm1n",
                "4dmin",
                "a.d.m.i.n",
                "administrator",
                "support",
                "supp0rt",
                "5ystem",
                "systern"
            })
    void aTitleIsForWhoeverRunsTheServer(String typed) {
        assertThat(Username.typed(typed).isTitle()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ali", "ada", "admin-bo", "adminah", "rooty", "here2", "sam"})
    void otherNamesAreNoTitles(String typed) {
        assertThat(Username.typed(typed).isTitle()).isFalse();
    }

    /** Somebody may be called {@code kim.} from earlier days. */
    @Test
    void aNameWithMarksAtItsEndLooksLikeTheNameWithout() {
        assertThat(new Username("kim").keysOfLookalikes()).containsExactly("kim", "kim-", "kim--", "kim---");
    }

    @Test
    void differentNamesHaveDifferentKeys() {
        assertThat(new Username("ines").key()).isNotEqualTo(new Username("inez").key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "here", "a11", "a.l.l", "Everyone", "every-0ne", "everybody", "r00m"})
    void theWordsThatCallEverybodyAreNobodysName(String typed) {
        assertThatThrownBy(() -> Username.typed(typed)).hasMessageContaining("everybody");
    }
}
