package app.parley.message;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A message cannot be taken; the message of the exception is the sentence that its author reads. */
public class MessageRejected extends RuntimeException {

    /** Its author writes more than people do. */
    static final class TooFast extends MessageRejected {

        TooFast(Duration wait) {
            super(
                    "You are faster than the room can read. Try again in a moment.",
                    Duration.ofSeconds(wait.toSeconds() + 1));
        }
    }

    private final @Nullable Duration retryAfter;

    MessageRejected(String sentence) {
        this(sentence, null);
    }

    MessageRejected(String sentence, @Nullable Duration retryAfter) {
        super(sentence, null, false, false);
        this.retryAfter = retryAfter;
    }

    /** Only those who manage this room may call all of it. */
    static MessageRejected callsMany() {
        return new MessageRejected("In this room only owners may call everybody with @all or @here.");
    }

    /** More is waiting to be stored than the server takes. */
    static MessageRejected busy() {
        return new MessageRejected("The server is busy. The message will be sent again.", Duration.ofSeconds(1));
    }

    /** The database does not answer in time. */
    static MessageRejected late() {
        return new MessageRejected(
                "The server could not store the message. It will be sent again.", Duration.ofSeconds(2));
    }

    /** One of the two in a direct room blocks the other; which one is not said. */
    static MessageRejected barred() {
        return new MessageRejected("Nothing can be sent in this conversation.");
    }

    String sentence() {
        return String.valueOf(getMessage());
    }

    /** After which time the same message may be taken, or null if never. */
    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
