package app.parley.message;

import app.parley.text.Objection;
import app.parley.text.Sentence;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A message cannot be taken; its author reads the sentence. */
public class MessageRejected extends Objection {

    /** Its author writes more than people do. */
    static final class TooFast extends MessageRejected {

        TooFast(Duration wait) {
            super(Sentence.of("message.too-fast"), Duration.ofSeconds(wait.toSeconds() + 1));
        }
    }

    private final @Nullable Duration retryAfter;

    MessageRejected(Sentence sentence) {
        this(sentence, null);
    }

    private MessageRejected(Sentence sentence, @Nullable Duration retryAfter) {
        super(sentence);
        this.retryAfter = retryAfter;
    }

    /** Only owners and moderators may call all of this room. */
    static MessageRejected callsMany() {
        return new MessageRejected(Sentence.of("message.many.moderators"));
    }

    /** Only owners and moderators post in this room. */
    static MessageRejected announcement() {
        return new MessageRejected(Sentence.of("message.announcement"));
    }

    /** More is waiting to be stored than the server takes. */
    static MessageRejected busy() {
        return new MessageRejected(Sentence.of("message.busy"), Duration.ofSeconds(1));
    }

    /** The database does not answer in time. */
    static MessageRejected late() {
        return new MessageRejected(Sentence.of("message.late"), Duration.ofSeconds(2));
    }

    /** One of the two in a direct room blocks the other; which one is not said. */
    static MessageRejected barred() {
        return new MessageRejected(Sentence.of("message.barred"));
    }

    /** After which time the same message may be taken, or null if never. */
    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
