package app.parley.message;

import app.parley.text.Objection;
import app.parley.text.Sentence;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

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

    /** The database does not answer in time: it may come to be stored, and the same clientId finds it then. */
    static MessageRejected late() {
        return new MessageRejected(Sentence.of("message.late"), Duration.ofSeconds(2));
    }

    /** One of the two in a direct room blocks the other; which one is not said. */
    static MessageRejected barred() {
        return new MessageRejected(Sentence.of("message.barred"));
    }

    /** After which time the same message, with the same clientId, may be sent again, or null if that is in vain. */
    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }

    /** What HTTP calls it. */
    HttpStatus status() {
        if (retryAfter == null) {
            return HttpStatus.UNPROCESSABLE_CONTENT;
        }
        return this instanceof TooFast ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.SERVICE_UNAVAILABLE;
    }
}
