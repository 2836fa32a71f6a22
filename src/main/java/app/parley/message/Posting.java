package app.parley.message;

import java.util.concurrent.CompletableFuture;

/**
 * A message on its way into the log.
 *
 * @param text what the draft says
 * @param stored completes with the message when it is on disk, or with the reason why it was not taken
 */
record Posting(long roomId, long authorId, Draft draft, MessageText text, CompletableFuture<Message> stored) {

    /** What makes the message one and the same, however often it is sent. */
    record Key(long roomId, long authorId, String clientId) {}

    /** Reads the text, so that nobody has to behind the lock of the room. */
    Posting(long roomId, long authorId, Draft draft) {
        this(roomId, authorId, draft, MessageText.of(draft.body()), new CompletableFuture<>());
    }

    Key key() {
        return new Key(roomId, authorId, draft.clientId());
    }

    /** Whether somebody still waits for the answer. */
    boolean isWanted() {
        return !stored.isDone();
    }
}
