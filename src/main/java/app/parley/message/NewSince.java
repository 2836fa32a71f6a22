package app.parley.message;

import app.parley.room.Membership;
import app.parley.room.Memberships;
import app.parley.web.NotFound;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What came for a reader from one message of a room on: for a page that is far away from it, and asked for only there. */
@Component
@Transactional(readOnly = true)
class NewSince {

    /**
     * @param seq the first of the messages, null if there is none
     * @param count how many of the next {@value Unread#WINDOW} messages are new: as {@link Unread} counts, but not only to 99
     * @param more whether there may be more
     * @param since when the first of them was written, null if there is none
     */
    record Answer(
            @Nullable Long seq,
            int count,
            boolean more,
            @Nullable Instant since) {}

    private final Memberships memberships;
    private final Messages messages;

    NewSince(Memberships memberships, Messages messages) {
        this.memberships = memberships;
        this.messages = messages;
    }

    /** @throws NotFound if the room is not the reader's or has no such message */
    Answer of(long userId, long roomId, long seq) {
        Membership membership = memberships.require(userId, roomId);
        long last = membership.room().lastSeq();
        if (seq < 1 || seq > last) {
            throw new NotFound("message");
        }
        List<Long> found = messages.unread(
                MessageId.clamped(roomId, seq - 1),
                MessageId.clamped(roomId, seq - 1 + Unread.WINDOW),
                userId,
                Limit.of(Unread.WINDOW));
        boolean more = last > seq - 1 + Unread.WINDOW;
        if (found.isEmpty()) {
            return new Answer(null, 0, more, null);
        }
        Long first = found.getFirst();
        Instant since = messages.findById(MessageId.clamped(roomId, first))
                .map(Message::createdAt)
                .orElse(null);
        return new Answer(first, found.size(), more, since);
    }
}
