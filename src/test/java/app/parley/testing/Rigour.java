package app.parley.testing;

import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How hard the tests with random faults try: {@code -Dparley.scale=10} for ten times as long, {@code -Dparley.seed=…} for the
 * same decisions as in an earlier run, which printed its seed. What the machine does in between is not repeated.
 */
public final class Rigour {

    private static final long SEED =
            Long.getLong("parley.seed", ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE));
    private static final int SCALE = Math.max(1, Integer.getInteger("parley.scale", 1));

    static {
        System.out.println("Random faults: -Dparley.seed=" + SEED + " -Dparley.scale=" + SCALE);
    }

    private Rigour() {}

    /** By how much the tests' figures are to be multiplied; 1 in the usual run. */
    public static int scale() {
        return SCALE;
    }

    /** A sequence of its own for each name. */
    public static Random random(String name) {
        return new Random(SEED * 31 + name.hashCode());
    }
}
