package app.parley.message;

import app.parley.account.User;
import java.util.List;

/** What became of a {@link Posting}. */
sealed interface Outcome {

    Posting posting();

    /** It is in the log now; and whom it calls. */
    record Stored(Posting posting, Message message, User author, List<Mentioned> called) implements Outcome {}

    /** It was in the log before. */
    record Repeated(Posting posting, Message message, User author) implements Outcome {}

    /** It is not in the log and nothing was changed for it. */
    record Rejected(Posting posting, RuntimeException reason) implements Outcome {}

    /** Somebody else holds the room, so nothing is known yet: it is to be tried again. */
    record Held(Posting posting) implements Outcome {}

    /** Answers whoever sent it. */
    default void answer() {
        switch (this) {
            case Stored(Posting posting, Message message, User _, List<Mentioned> _) ->
                posting.stored().complete(message);
            case Repeated(Posting posting, Message message, User _) ->
                posting.stored().complete(message);
            case Rejected(Posting posting, RuntimeException reason) ->
                posting.stored().completeExceptionally(reason);
            case Held _ -> {}
        }
    }
}
