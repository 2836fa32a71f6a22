package app.parley.notification.push;

import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The keys of one subscription: only the browser that made them reads what is encrypted for them (RFC 8291 §2). */
final class RecipientKeys {

    private static final int AUTH_BYTES = 16;
    private static final int LONGEST = 200;

    private final ECPublicKey publicKey;
    private final byte[] auth;

    private RecipientKeys(ECPublicKey publicKey, byte[] auth) {
        this.publicKey = publicKey;
        this.auth = auth;
    }

    /**
     * Reads the keys as {@code PushSubscription.toJSON()} gives them.
     *
     * @param p256dh a point of P-256, 65 bytes in URL-safe Base64
     * @param auth 16 bytes in URL-safe Base64
     * @throws MalformedSubscription if they are anything else
     */
    static RecipientKeys parse(@Nullable String p256dh, @Nullable String auth) {
        byte[] secret = bytes(auth, "auth");
        if (secret.length != AUTH_BYTES) {
            throw new MalformedSubscription("keys.auth must be 16 bytes.");
        }
        try {
            return new RecipientKeys(P256.decode(bytes(p256dh, "p256dh")), secret);
        } catch (IllegalArgumentException e) {
            throw new MalformedSubscription("keys.p256dh must be an uncompressed point of P-256.");
        }
    }

    ECPublicKey publicKey() {
        return publicKey;
    }

    byte[] auth() {
        return auth.clone();
    }

    /** The text of {@link #publicKey} in one spelling. */
    String p256dhText() {
        return text(P256.encode(publicKey));
    }

    /** The text of {@link #auth} in one spelling. */
    String authText() {
        return text(auth);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(@Nullable String text, String name) {
        try {
            if (text != null && text.length() <= LONGEST) {
                return Base64.getUrlDecoder().decode(text);
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new MalformedSubscription("keys." + name + " must be URL-safe Base64.");
    }
}
