package app.parley.account.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Something unguessable that is handed out once in clear and kept as a hash. */
public final class Secret {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private Secret() {}

    /** 256 random bits as 43 characters of URL-safe Base64. */
    public static String random() {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** The SHA-256 of the text in 64 hexadecimal digits; no salt and no work factor, since the text is random itself. */
    public static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Compares without telling by the time taken how much is equal. */
    static boolean equal(String oneHash, String anotherHash) {
        return MessageDigest.isEqual(
                oneHash.getBytes(StandardCharsets.UTF_8), anotherHash.getBytes(StandardCharsets.UTF_8));
    }
}
