package app.parley.notification.push;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts a message for one subscription, so that the push service learns nothing but its length.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8291">RFC 8291, Message Encryption for Web Push</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8188">RFC 8188, Encrypted Content-Encoding (aes128gcm)</a>
 */
final class PushEncryption {

    /** What fits: push services take 4096 bytes (RFC 8030 §7.2), and header, delimiter and tag need 103 of them. */
    static final int LONGEST = 3993;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RECORD_SIZE = 4096;
    private static final int SALT_BYTES = 16;
    private static final int TAG_BITS = 128;
    private static final byte LAST_RECORD = 2;

    private PushEncryption() {}

    /**
     * Encrypts with a key and a salt that are used this once.
     *
     * @param plain at most {@value #LONGEST} bytes
     * @return the body of the request, in the content coding {@code aes128gcm}
     */
    static byte[] encrypt(byte[] plain, RecipientKeys recipient) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return encrypt(plain, recipient, P256.generate(), salt);
    }

    /** The same with a given key and salt, which the examples of the RFC need. */
    static byte[] encrypt(byte[] plain, RecipientKeys recipient, KeyPair sender, byte[] salt) {
        if (plain.length > LONGEST) {
            throw new IllegalArgumentException(plain.length + " bytes do not fit into a push message");
        }
        byte[] senderPoint = P256.encode((ECPublicKey) sender.getPublic());
        try {
            byte[] secret = secret(recipient, (ECPrivateKey) sender.getPrivate(), senderPoint);
            byte[] key = derive(salt, secret, "Content-Encoding: aes128gcm\0".getBytes(US_ASCII), 16);
            byte[] nonce = derive(salt, secret, "Content-Encoding: nonce\0".getBytes(US_ASCII), 12);
            byte[] sealed = seal(plain, key, nonce);
            return ByteBuffer.allocate(salt.length + 5 + senderPoint.length + sealed.length)
                    .put(salt)
                    .putInt(RECORD_SIZE)
                    .put((byte) senderPoint.length)
                    .put(senderPoint)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HKDF and AES-GCM", e);
        }
    }

    /** RFC 8291 §3.4: from both keys and the recipient's secret. */
    private static byte[] secret(RecipientKeys recipient, ECPrivateKey sender, byte[] senderPoint)
            throws GeneralSecurityException {
        byte[] recipientPoint = P256.encode(recipient.publicKey());
        byte[] label = "WebPush: info\0".getBytes(US_ASCII);
        byte[] info = ByteBuffer.allocate(label.length + recipientPoint.length + senderPoint.length)
                .put(label)
                .put(recipientPoint)
                .put(senderPoint)
                .array();
        return derive(recipient.auth(), P256.agree(sender, recipient.publicKey()), info, 32);
    }

    private static byte[] derive(byte[] salt, byte[] secret, byte[] info, int length) throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.ofExtract()
                        .addSalt(salt)
                        .addIKM(secret)
                        .thenExpand(info, length));
    }

    /** One record, which is the last: so its delimiter is 2 (RFC 8188 §2). */
    private static byte[] seal(byte[] plain, byte[] key, byte[] nonce) throws GeneralSecurityException {
        byte[] padded = Arrays.copyOf(plain, plain.length + 1);
        padded[plain.length] = LAST_RECORD;
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher.doFinal(padded);
    }
}
