package app.parley.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

class PasswordTests {

    private final Passwords passwords = new Passwords();

    @ParameterizedTest
    @ValueSource(strings = {"lantern orchid", "zq8#Kp2!", "пароль длинный", "🙂🐙🌵🚲🎈🦊🍋🧭", "password for ada"})
    void eightCharactersOfAnyKindWillDo(String typed) {
        assertThatCode(() -> Password.chosen(typed, "bo")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567"})
    void shortOnesAreRefused(String typed) {
        assertThat(reason(typed)).isEqualTo("account.password.short");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "PassWord",
                "iloveyou",
                "football",
                "p@$$w0rd",
                "Password123!",
                "qwertyuiop",
                "qwertzuiop",
                "asdfghjkl",
                "1qaz2wsx",
                "trustno1",
                "drowssap"
            })
    void commonOnesAreRefused(String typed) {
        assertThat(reason(typed)).isEqualTo("account.password.common");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaaaaaa",
                "aaaaaaab",
                "        ",
                "abababab",
                "12341234",
                "abcdefgh",
                "poiuytre",
                "19900101",
                "31.12.1999",
                "🙂🙃🙂🙃🙂🙃🙂🙃",
                "\u200B\u200B\u200B\u200B\u200B\u200B\u200B\u200B"
            })
    void repetitionsRowsOfKeysAndDatesAreRefused(String typed) {
        assertThat(reason(typed)).isIn("account.password.pattern", "account.password.common");
    }

    @Test
    void whatIsOnlyRepeatedIsRefusedHoweverLong() {
        assertThat(reason("a".repeat(128))).isEqualTo("account.password.pattern");
        assertThat(reason("ab1 ".repeat(32))).isEqualTo("account.password.pattern");
    }

    /** Chidi Anagonye, whose username is ada. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "adaadaada",
                "Anagonye",
                "anagonye2026",
                "Anagonye1987!",
                "ChidiAnagonye",
                "chidi anagonye",
                "eynogana",
                "parleyparley",
                "Parley2026!",
                "@nagonye",
                "ada2026!"
            })
    void namesOfThePersonAndOfTheSiteAreRefused(String typed) {
        assertThat(reason(typed)).isNotEqualTo("");
    }

    /** Every letter that a symbol or a digit may stand for: the longer they are the more there is to try. */
    @ParameterizedTest
    @ValueSource(strings = {"4@8({[<3%9461!|0$5+74@8({[<3%9461!|0$5+7", "1714839605217483962051748396205174839620"})
    void measuringTakesNoLongTime(String typed) {
        ThreadMXBean here = ManagementFactory.getThreadMXBean();
        long start = here.getCurrentThreadCpuTime();

        assertThat(reason(typed.repeat(3))).isEmpty();

        assertThat(Duration.ofNanos(here.getCurrentThreadCpuTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    private static String reason(String typed) {
        try {
            Password.chosen(typed, "ada", "Chidi Anagonye");
            return "";
        } catch (Refusal refused) {
            return refused.sentence().getCodes()[0];
        }
    }

    @Test
    void theLongestIsUsedInFull() {
        String longest = "lantern orchid meadow 42".repeat(5) + "the rest";
        String hash = passwords.hash(Password.chosen(longest, "bo"));

        assertThat(longest).hasSize(128);
        assertThat(passwords.match(longest, hash)).isTrue();
        assertThat(passwords.match(longest.substring(0, 127), hash)).isFalse();
        assertThatThrownBy(() -> Password.chosen(longest + "!", "bo")).isInstanceOf(Refusal.class);
    }

    @Test
    void theSameLetterComposedByAnotherKeyboardIsTheSame() {
        String hash = passwords.hash(Password.chosen("Cafe\u0301 au lait", "bo"));

        assertThat(passwords.match("Caf\u00E9 au lait", hash)).isTrue();
    }

    @Test
    void nobodyHasNoPassword() {
        assertThat(passwords.match("not the password of anybody here", null)).isFalse();
    }

    @Test
    void todaysHashIsArgon2idWithTheParametersOfOwasp() {
        String hash = passwords.hash(Password.chosen("lantern orchid", "bo"));

        assertThat(hash).startsWith("{argon2}$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.isOutdated(hash)).isFalse();
    }

    @Test
    void aWeakerHashIsOutdated() {
        String weaker = "{argon2}" + new Argon2PasswordEncoder(16, 32, 1, 1024, 1).encode("lantern orchid");

        assertThat(passwords.match("lantern orchid", weaker)).isTrue();
        assertThat(passwords.isOutdated(weaker)).isTrue();
    }

    @Test
    void aPasswordDoesNotReachALog() {
        assertThat(Password.chosen("lantern orchid", "bo").toString()).doesNotContain("lantern");
        assertThat(new Newcomer("Bo", "bo", "lantern orchid").toString()).doesNotContain("lantern");
    }
}
