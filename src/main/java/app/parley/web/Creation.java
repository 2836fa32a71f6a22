package app.parley.web;

import java.time.Duration;

/**
 * What a person makes by asking for it, and how much of it at once: more than anybody needs, and as much again spread over a time.
 * The settings {@code parley.limits.<name>.burst} and {@code .per-burst} say otherwise.
 */
public enum Creation {
    ROOM("rooms", 200, Duration.ofHours(1)),
    MEMBERSHIP("memberships", 300, Duration.ofHours(1)),
    BRINGING_IN("bringing-in", 300, Duration.ofHours(1)),
    DIRECT_ROOM("direct-rooms", 100, Duration.ofHours(1)),
    BLOCK("blocks", 100, Duration.ofHours(1)),
    DRAFT("drafts", 600, Duration.ofMinutes(10));

    private final String setting;
    private final long burst;
    private final Duration perBurst;

    Creation(String setting, long burst, Duration perBurst) {
        this.setting = setting;
        this.burst = burst;
        this.perBurst = perBurst;
    }

    String setting() {
        return "parley.limits." + setting;
    }

    long burst() {
        return burst;
    }

    Duration perBurst() {
        return perBurst;
    }
}
