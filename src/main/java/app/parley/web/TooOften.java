package app.parley.web;

import java.time.Duration;

/** Somebody does something more often than people do. */
public class TooOften extends RuntimeException {

    private final Duration left;

    public TooOften(Duration left) {
        this.left = left;
    }

    /** After which time it can be done again. */
    Duration left() {
        return left;
    }
}
