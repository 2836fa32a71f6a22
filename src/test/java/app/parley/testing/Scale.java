package app.parley.testing;

import java.util.Random;

/**
 * How long the tests that use chance run, and which chance: {@code -Dparley.scale=10} makes ten times as many of everything,
 * {@code -Dparley.seed=…} repeats a run whose seed was printed.
 */
public final class Scale {

    private static final int FACTOR = Integer.getInteger("parley.scale", 1);
    private static final long SEED = Long.getLong("parley.seed", System.nanoTime());

    private Scale() {}

    /** This figure, as many times as the run is longer than the usual one. */
    public static int of(int figure) {
        return Math.multiplyExact(figure, FACTOR);
    }

    /** The chance that goes by this name; with the same seed the same numbers. */
    public static Random random(String name) {
        System.out.println(name + ": -Dparley.seed=" + SEED);
        return new Random(SEED ^ name.hashCode());
    }
}
