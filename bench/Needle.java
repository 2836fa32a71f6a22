import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A short text to be found in many frames that look alike: first where it was last time, so that nothing else of the frame
 * is even read.
 */
final class Needle {

    private final byte[] text;
    private int hint;

    Needle(String text) {
        this.text = text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Where it ends for the first time within these positions, or -1. */
    int after(ByteBuffer in, int from, int to) {
        if (isAt(in, from + hint, to)) {
            return from + hint + text.length;
        }
        for (int at = from; at <= to - text.length; at++) {
            if (isAt(in, at, to)) {
                hint = at - from;
                return at + text.length;
            }
        }
        return -1;
    }

    private boolean isAt(ByteBuffer in, int at, int to) {
        if (at + text.length > to) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (in.get(at + i) != text[i]) {
                return false;
            }
        }
        return true;
    }

    /** The decimal number that begins here, of so many digits at most. */
    static long number(ByteBuffer in, int from, int digits) {
        long number = 0;
        for (int at = from; at < from + digits && at < in.limit(); at++) {
            int digit = in.get(at) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            number = 10 * number + digit;
        }
        return number;
    }
}
