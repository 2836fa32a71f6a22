import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;

/** What tells one message from all others: who posted it, and which of theirs it is. */
final class Marker {

    /** As a poster, of messages that only ask who is there. */
    static final int PROBE = 99;

    private static final String START = "bench-q";
    private static final int DIGITS_OF_POSTER = 2;
    private static final int DIGITS_OF_COUNTER = 9;
    private static final String PROSE =
            " The kettle is on, the release is out, and nobody has broken the build since Tuesday afternoon.";

    private final int run = ThreadLocalRandom.current().nextInt();
    private final Needle needle = new Needle(START);

    static String body(int poster, int counter) {
        return START + padded(poster, DIGITS_OF_POSTER) + padded(counter, DIGITS_OF_COUNTER) + PROSE;
    }

    /** A UUID that is new in every run. */
    String clientId(int poster, int counter) {
        return "%08x-0000-4000-8000-".formatted(run) + padded(poster, 2) + padded(counter, 10);
    }

    /** Where the numbers of the marker begin within these positions, or -1. */
    int find(ByteBuffer in, int from, int to) {
        return needle.after(in, from, to);
    }

    static int poster(ByteBuffer in, int found) {
        return (int) Needle.number(in, found, DIGITS_OF_POSTER);
    }

    static int counter(ByteBuffer in, int found) {
        return (int) Needle.number(in, found + DIGITS_OF_POSTER, DIGITS_OF_COUNTER);
    }

    private static String padded(int number, int digits) {
        String text = Integer.toString(number);
        return "0".repeat(digits - text.length()) + text;
    }
}
