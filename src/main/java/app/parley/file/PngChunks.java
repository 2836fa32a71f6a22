package app.parley.file;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * The parts that a PNG file consists of.
 *
 * @see <a href="https://www.w3.org/TR/png-3/#5Chunk-layout">PNG, third edition, §5.3</a>
 */
final class PngChunks {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /** What the pixels need. The others may hold texts and profiles that are compressed without bound. */
    private static final Set<String> ESSENTIAL = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    /** Length, type and checksum. */
    private static final int FRAME = 12;

    private PngChunks() {}

    /** A PNG file without what its pixels do not need; any other file as it is. What is cut off in the middle stays away. */
    static byte[] essential(byte[] file) {
        if (!Arrays.equals(SIGNATURE, Arrays.copyOf(file, SIGNATURE.length))) {
            return file;
        }
        var kept = new ByteArrayOutputStream(file.length);
        kept.writeBytes(SIGNATURE);
        int at = SIGNATURE.length;
        while (file.length - at >= FRAME) {
            int length = ByteBuffer.wrap(file, at, Integer.BYTES).getInt();
            if (length < 0 || length > file.length - at - FRAME) {
                break;
            }
            if (ESSENTIAL.contains(new String(file, at + Integer.BYTES, 4, StandardCharsets.ISO_8859_1))) {
                kept.write(file, at, FRAME + length);
            }
            at += FRAME + length;
        }
        return kept.toByteArray();
    }
}
