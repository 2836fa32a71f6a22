package app.parley.notification.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushEncryptionTests {

    private static final String SENDER_PUBLIC =
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    private static final String SENDER_PRIVATE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    private static final String RECIPIENT_PUBLIC =
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";

    private final PushReceiver browser = new PushReceiver();

    /** RFC 8291 Appendix A. */
    @Test
    void theExampleOfTheRfcComesOutToTheLastByte() {
        RecipientKeys recipient = RecipientKeys.parse(RECIPIENT_PUBLIC, AUTH);
        KeyPair sender = new KeyPair(P256.decode(bytes(SENDER_PUBLIC)), P256.decodePrivate(bytes(SENDER_PRIVATE)));

        byte[] body = PushEncryption.encrypt(
                "When I grow up, I want to be a watermelon".getBytes(UTF_8),
                recipient,
                sender,
                bytes("DGv6ra1nlYgDCS1FRnbzlw"));

        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(body))
                .isEqualTo(
                        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS"
                                + "6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4"
                                + "a-fN");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, PushEncryption.LONGEST})
    void onlyTheBrowserThatSubscribedReadsIt(int length) throws Exception {
        byte[] plain = "ü".repeat(length).getBytes(UTF_8);
        byte[] message = Arrays.copyOf(plain, length);

        byte[] body = PushEncryption.encrypt(message, browser.keys());

        assertThat(body.length).isLessThanOrEqualTo(4096);
        assertThat(browser.decrypt(body)).isEqualTo(message);
        assertThatThrownBy(() -> new PushReceiver().decrypt(body)).isInstanceOf(Exception.class);
    }

    @Test
    void theSameMessageNeverLooksTheSame() {
        byte[] message = "hello".getBytes(UTF_8);

        assertThat(PushEncryption.encrypt(message, browser.keys()))
                .isNotEqualTo(PushEncryption.encrypt(message, browser.keys()));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        byte[] tooLong = new byte[PushEncryption.LONGEST + 1];

        assertThatThrownBy(() -> PushEncryption.encrypt(tooLong, browser.keys()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPointBesideTheCurveIsRefused() {
        byte[] point = bytes(RECIPIENT_PUBLIC);
        point[64] ^= 1;

        assertRefused(text(point), AUTH, "p256dh");
    }

    @Test
    void aCoordinateBeyondTheFieldIsRefused() {
        byte[] point = new byte[65];
        Arrays.fill(point, (byte) 0xff);
        point[0] = 4;

        assertRefused(text(point), AUTH, "p256dh");
    }

    @Test
    void keysOfAnotherFormAreRefused() {
        byte[] point = bytes(RECIPIENT_PUBLIC);
        byte[] compressed = Arrays.copyOf(point, 33);
        compressed[0] = 2;

        assertRefused(text(compressed), AUTH, "p256dh");
        assertRefused(text(Arrays.copyOf(point, 64)), AUTH, "p256dh");
        assertRefused(text(Arrays.copyOf(point, 66)), AUTH, "p256dh");
        assertRefused(text(new byte[65]), AUTH, "p256dh");
        assertRefused("", AUTH, "p256dh");
        assertRefused(null, AUTH, "p256dh");
        assertRefused("not Base64!", AUTH, "p256dh");
        assertRefused(RECIPIENT_PUBLIC.repeat(50), AUTH, "p256dh");
    }

    @Test
    void anAuthThatIsNotSixteenBytesIsRefused() {
        assertRefused(RECIPIENT_PUBLIC, text(new byte[15]), "auth");
        assertRefused(RECIPIENT_PUBLIC, text(new byte[17]), "auth");
        assertRefused(RECIPIENT_PUBLIC, "", "auth");
        assertRefused(RECIPIENT_PUBLIC, null, "auth");
        assertRefused(RECIPIENT_PUBLIC, "ü", "auth");
    }

    @Test
    void keysAreWrittenAsTheyWereRead() {
        RecipientKeys keys = RecipientKeys.parse(RECIPIENT_PUBLIC, AUTH + "==");

        assertThat(keys.p256dhText()).isEqualTo(RECIPIENT_PUBLIC);
        assertThat(keys.authText()).isEqualTo(AUTH);
    }

    private static void assertRefused(String p256dh, String auth, String named) {
        assertThatThrownBy(() -> RecipientKeys.parse(p256dh, auth))
                .isInstanceOf(MalformedSubscription.class)
                .hasMessageContaining(named);
    }

    private static byte[] bytes(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
