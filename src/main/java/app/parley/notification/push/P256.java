package app.parley.notification.push;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;

/** The curve of Web Push, NIST P-256, with points written uncompressed (SEC 1 §2.3.3): {@code 4, x, y} in 65 bytes. */
final class P256 {

    static final int POINT_BYTES = 65;
    private static final int NUMBER_BYTES = 32;
    private static final byte UNCOMPRESSED = 4;
    private static final ECParameterSpec CURVE = curve();

    private P256() {}

    static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(CURVE);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    static byte[] encode(ECPublicKey key) {
        byte[] point = new byte[POINT_BYTES];
        point[0] = UNCOMPRESSED;
        write(key.getW().getAffineX(), point, 1);
        write(key.getW().getAffineY(), point, 1 + NUMBER_BYTES);
        return point;
    }

    /**
     * Reads a public key that somebody else made.
     *
     * @throws IllegalArgumentException if this is not an uncompressed point of the curve: to compute with another one could
     *     give away the private key
     */
    static ECPublicKey decode(byte[] point) {
        if (point.length != POINT_BYTES || point[0] != UNCOMPRESSED) {
            throw new IllegalArgumentException("not an uncompressed point");
        }
        BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + NUMBER_BYTES));
        BigInteger y = new BigInteger(1, Arrays.copyOfRange(point, 1 + NUMBER_BYTES, POINT_BYTES));
        if (!isOnCurve(x, y)) {
            throw new IllegalArgumentException("not a point of the curve");
        }
        try {
            var spec = new ECPublicKeySpec(new ECPoint(x, y), CURVE);
            return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** The 32 bytes of a private key. */
    static byte[] encodePrivate(ECPrivateKey key) {
        byte[] number = new byte[NUMBER_BYTES];
        write(key.getS(), number, 0);
        return number;
    }

    /** Reads a private key of ours, as {@link #encodePrivate} wrote it. */
    static ECPrivateKey decodePrivate(byte[] number) {
        try {
            var spec = new ECPrivateKeySpec(new BigInteger(1, number), CURVE);
            return (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(spec);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** The 32 bytes that only the owners of the two keys can compute. */
    static byte[] agree(ECPrivateKey mine, ECPublicKey theirs) {
        try {
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(mine);
            agreement.doPhase(theirs, true);
            return agreement.generateSecret();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** {@code y² = x³ + ax + b} in the curve's field. */
    private static boolean isOnCurve(BigInteger x, BigInteger y) {
        BigInteger p = ((ECFieldFp) CURVE.getCurve().getField()).getP();
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
            return false;
        }
        BigInteger right = x.pow(3)
                .add(CURVE.getCurve().getA().multiply(x))
                .add(CURVE.getCurve().getB())
                .mod(p);
        return y.pow(2).mod(p).equals(right);
    }

    /** Big-endian in 32 bytes; {@link BigInteger#toByteArray} has one more for the sign, or fewer for a small number. */
    private static void write(BigInteger number, byte[] target, int offset) {
        byte[] bytes = number.toByteArray();
        int length = Math.min(bytes.length, NUMBER_BYTES);
        System.arraycopy(bytes, bytes.length - length, target, offset + NUMBER_BYTES - length, length);
    }

    private static ECParameterSpec curve() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("Every Java has P-256", e);
    }
}
