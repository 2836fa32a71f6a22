package app.parley.testing.crash;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A message that the server said is stored, as its author knows it.
 *
 * @param author the user's number
 * @param bodyHash {@link #hash} of the text
 */
record Acknowledged(long room, long seq, long id, String clientId, long author, String bodyHash) {

    /** One line without its end. */
    String line() {
        return String.join(
                "\t",
                Long.toString(room),
                Long.toString(seq),
                Long.toString(id),
                clientId,
                Long.toString(author),
                bodyHash);
    }

    static Acknowledged parse(String line) {
        String[] parts = line.split("\t", -1);
        return new Acknowledged(
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                parts[3],
                Long.parseLong(parts[4]),
                parts[5]);
    }

    /** SHA-256 of the text's UTF-8, in hexadecimal. */
    static String hash(String body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
