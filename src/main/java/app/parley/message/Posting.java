package app.parley.message;

import java.util.concurrent.CompletableFuture;

/**
 * A message on its way into the log.
 *
 * @param stored completes with the message when it is on disk, or with the reason why it was not taken
 */
record Posting(long roomId, long authorId, Draft draft, CompletableFuture<Message> stored) {

    /** What makes the message one and the same, however often it is sent. */
    record Key(long roomId, long authorId, String clientId) {}

    Posting(long roomId, long authorId, Draft draft) {
        this(roomId, authorId, draft, new CompletableFuture<>());
    }

    Key key() {
        return new Key(roomId, authorId, draft.clientId());
    }

    /** Whether somebody still waits for the answer. */
    boolean isWanted() {
        return !stored.isDone();
    }
}
