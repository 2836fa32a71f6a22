package app.parley.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookAlikeTests {

    @ParameterizedTest
    @CsvSource({
        "Ada Lovelace, Аdа Lоvelасe", "Ada Lovelace, ADA LOVELACE", "Ada Lovelace, A​da Love​lace",
                "Ada Lovelace, Ａｄａ　Ｌｏｖｅｌａｃｅ",
        "Ada Lovelace, ᴀᴅᴀ ʟᴏᴠᴇʟᴀᴄᴇ", "Ada Lovelace, 𝒜𝒹𝒶 Lovelace", "Ada Lovelace, Ada LoveIace",
                "Ada Lovelace, Ada Love1ace",
        "Ada Lovelace, Ada L0velace", "Ada Lovelace, Adа.Lovelace", "Ada Lovelace, A\u0301da Lovelace", "Corn, Com",
        "Νίκος, Nίκoς", "Вера, Bеpа"
    })
    void namesThatPeopleTakeForOneAnotherLookAlike(String name, String other) {
        assertThat(LookAlike.of(other)).isEqualTo(LookAlike.of(name));
    }

    @ParameterizedTest
    @CsvSource({"Lisa, Iisa", "Ada, Adam", "Bo, Po", "Mia, Mira", "李小龍, 李大龍", "Ольга, Олег"})
    void otherNamesDoNot(String name, String other) {
        assertThat(LookAlike.of(other)).isNotEqualTo(LookAlike.of(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Administrator", "ADMINISTRATOR", " administrator ", "Аdministrator", "Adm1nistrator", "Admin",
                        "admin 2", "★ Admin ★",
                "Ad-min", "System", "System Administrator", "Support Team", "The Parley Team", "Parley", "everyone",
                        "管理者",
                "Administrateur", "Sys\u200Btem", "ＡＤＭＩＮ"
            })
    void theNamesOfOfficesAreReserved(String name) {
        assertThat(LookAlike.isReserved(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada",
                "Adam In",
                "Ali Allen",
                "Ada (Support)",
                "Systema Smith",
                "The Edge",
                "Al",
                "李小龍",
                "2",
                "🙂"
            })
    void thoseOfPeopleAreNot(String name) {
        assertThat(LookAlike.isReserved(name)).isFalse();
    }
}
