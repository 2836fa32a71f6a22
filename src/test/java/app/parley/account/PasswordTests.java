package app.parley.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

class PasswordTests {

    private final Passwords passwords = new Passwords();

    @ParameterizedTest
    @ValueSource(strings = {"lantern orchid", "zq8#Kp2!", "пароль длинный", "🙂🙃🙂🙃🙂🙃🙂🙃"})
    void eightCharactersOfAnyKindWillDo(String typed) {
        assertThatCode(() -> Password.chosen(typed, "bo")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", "password", "PassWord", "iloveyou", "football", "12345678"})
    void shortAndCommonOnesAreRefused(String typed) {
        assertThatThrownBy(() -> Password.chosen(typed, "bo")).isInstanceOf(Refusal.class);
    }

    @Test
    void theUsernameIsNoPassword() {
        assertThatThrownBy(() -> Password.chosen("Chidi.Anagonye", " chidi.anagonye "))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void theLongestIsUsedInFull() {
        String longest = "a b".repeat(42) + "yz";
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
