import java.util.Arrays;

/** Times in nanoseconds. */
final class Samples {

    private long[] values = new long[1_024];
    private int size;

    void add(long nanos) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = nanos;
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /** Milliseconds that so many percent do not exceed. */
    double millis(double percent) {
        long[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return size == 0 ? Double.NaN : sorted[(int) Math.min(size - 1, size * percent / 100)] / 1e6;
    }
}
