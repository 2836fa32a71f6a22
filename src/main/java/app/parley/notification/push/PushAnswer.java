package app.parley.notification.push;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** What a push service made of a message. */
sealed interface PushAnswer {

    /** No push service may make us wait longer. */
    Duration LONGEST_WAIT = Duration.ofDays(1);

    /** It will pass the message on. */
    record Accepted() implements PushAnswer {}

    /** The browser ended the subscription (RFC 8030 §7.3): there will never be anybody there again. */
    record Gone() implements PushAnswer {}

    /**
     * It takes no such message; sending the same again is useless.
     *
     * @param reason for the log
     */
    record Refused(String reason) implements PushAnswer {}

    /**
     * It could not take the message now, or was not reached.
     *
     * @param atLeast how long it wants to be left alone, zero if it does not say
     */
    record Later(Duration atLeast) implements PushAnswer {}

    /** @param retryAfter the header of this name, seconds or a date (RFC 9110 §10.2.3), or null */
    static PushAnswer of(int status, @Nullable String retryAfter, Clock clock) {
        if (status >= 200 && status < 300) {
            return new Accepted();
        } else if (status == 404 || status == 410) {
            return new Gone();
        } else if (status == 408 || status == 429 || status >= 500) {
            return new Later(wait(retryAfter, clock.instant()));
        }
        return new Refused("status " + status);
    }

    private static Duration wait(@Nullable String retryAfter, Instant now) {
        if (retryAfter == null) {
            return Duration.ZERO;
        }
        try {
            String text = retryAfter.strip();
            Duration wait = text.chars().allMatch(Character::isDigit)
                    ? Duration.ofSeconds(Long.parseLong(text))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            if (wait.isNegative()) {
                return Duration.ZERO;
            }
            return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        } catch (NumberFormatException | DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
