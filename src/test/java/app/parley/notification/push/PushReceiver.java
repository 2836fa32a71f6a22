package app.parley.notification.push;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A browser's side of Web Push, written for itself from RFC 8291 and RFC 8188: its HKDF is made of HMACs, and nothing of the
 * server's encryption is called.
 */
public final class PushReceiver {

    private final KeyPair keys;
    private final byte[] auth = new byte[16];

    public PushReceiver() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        new SecureRandom().nextBytes(auth);
    }

    public String p256dh() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(point((ECPublicKey) keys.getPublic()));
    }

    public String auth() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(auth);
    }

    RecipientKeys keys() {
        return RecipientKeys.parse(p256dh(), auth());
    }

    /** What a message says that came for this browser. */
    public String read(PushService.Received message) {
        try {
            return new String(decrypt(message.body()), UTF_8);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    byte[] decrypt(byte[] body) throws GeneralSecurityException {
        ByteBuffer buffer = ByteBuffer.wrap(body);
        byte[] salt = take(buffer, 16);
        int recordSize = buffer.getInt();
        byte[] sender = take(buffer, buffer.get());
        byte[] sealed = take(buffer, buffer.remaining());
        if (sealed.length > recordSize) {
            throw new GeneralSecurityException("more than one record");
        }
        byte[] info = join("WebPush: info\0".getBytes(US_ASCII), point((ECPublicKey) keys.getPublic()), sender);
        byte[] secret = hkdf(auth, agree(sender), info, 32);
        byte[] key = hkdf(salt, secret, "Content-Encoding: aes128gcm\0".getBytes(US_ASCII), 16);
        byte[] nonce = hkdf(salt, secret, "Content-Encoding: nonce\0".getBytes(US_ASCII), 12);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        return withoutPadding(cipher.doFinal(sealed));
    }

    private byte[] agree(byte[] sender) throws GeneralSecurityException {
        var x = new BigInteger(1, Arrays.copyOfRange(sender, 1, 33));
        var y = new BigInteger(1, Arrays.copyOfRange(sender, 33, 65));
        var spec = new ECPublicKeySpec(new ECPoint(x, y), ((ECPublicKey) keys.getPublic()).getParams());
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(keys.getPrivate());
        agreement.doPhase(KeyFactory.getInstance("EC").generatePublic(spec), true);
        return agreement.generateSecret();
    }

    /** RFC 5869, for at most one block. */
    private static byte[] hkdf(byte[] salt, byte[] secret, byte[] info, int length) throws GeneralSecurityException {
        byte[] pseudoRandomKey = hmac(salt, secret);
        return Arrays.copyOf(hmac(pseudoRandomKey, join(info, new byte[] {1})), length);
    }

    private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }

    private static byte[] withoutPadding(byte[] padded) throws GeneralSecurityException {
        int end = padded.length - 1;
        while (end > 0 && padded[end] == 0) {
            end--;
        }
        if (padded[end] != 2) {
            throw new GeneralSecurityException("not the last record");
        }
        return Arrays.copyOf(padded, end);
    }

    private static byte[] point(ECPublicKey key) {
        byte[] point = new byte[65];
        point[0] = 4;
        byte[] x = key.getW().getAffineX().add(BigInteger.ONE.shiftLeft(256)).toByteArray();
        byte[] y = key.getW().getAffineY().add(BigInteger.ONE.shiftLeft(256)).toByteArray();
        System.arraycopy(x, x.length - 32, point, 1, 32);
        System.arraycopy(y, y.length - 32, point, 33, 32);
        return point;
    }

    private static byte[] take(ByteBuffer buffer, int length) {
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }

    private static byte[] join(byte[]... parts) {
        ByteBuffer joined = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(joined::put);
        return joined.array();
    }
}
