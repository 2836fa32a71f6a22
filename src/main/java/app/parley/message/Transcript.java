package app.parley.message;

import app.parley.account.User;
import app.parley.account.Users;
import app.parley.room.Membership;
import app.parley.room.Memberships;
import app.parley.room.Room;
import app.parley.web.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A room's messages in pages, for its members. Each page costs a fixed number of queries, each of them one range of an
 * index, whatever the length of the history.
 */
@Component
@Transactional(readOnly = true)
class Transcript {

    static final int PAGE = 50;

    private final Memberships memberships;
    private final Messages messages;
    private final Users users;
    private final Mentions mentions;
    private final MessageRenderer renderer;

    Transcript(Memberships memberships, Messages messages, Users users, Mentions mentions, MessageRenderer renderer) {
        this.memberships = memberships;
        this.messages = messages;
        this.users = users;
        this.mentions = mentions;
        this.renderer = renderer;
    }

    /** The newest messages. */
    TranscriptPage newest(long userId, long roomId) {
        return newest(memberships.require(userId, roomId));
    }

    /** The same, for whoever looked the membership up in this transaction. */
    TranscriptPage newest(Membership membership) {
        return before(membership.room(), Long.MAX_VALUE);
    }

    /** The messages just before {@code seq}, ascending. */
    TranscriptPage before(long userId, long roomId, long seq) {
        return before(roomOf(userId, roomId), seq);
    }

    private TranscriptPage before(Room room, long seq) {
        List<Message> found = older(room.id(), seq, PAGE + 1);
        boolean more = found.size() > PAGE;
        List<TranscriptPage.Entry> entries = entries(more ? found.subList(1, found.size()) : found);
        return new TranscriptPage(entries, more, room.lastChange(), more, seq <= room.lastSeq());
    }

    /** The messages just after {@code seq}, ascending. */
    TranscriptPage after(long userId, long roomId, long seq) {
        Room room = roomOf(userId, roomId);
        List<Message> found = newer(roomId, seq, PAGE + 1);
        boolean more = found.size() > PAGE;
        List<TranscriptPage.Entry> entries = entries(more ? found.subList(0, PAGE) : found);
        return new TranscriptPage(entries, more, room.lastChange(), seq > 0, more);
    }

    /** The messages on both sides of {@code seq} and that one, ascending; {@code more} in either direction. */
    TranscriptPage around(long userId, long roomId, long seq) {
        return around(memberships.require(userId, roomId), seq);
    }

    /** The same, for whoever looked the membership up in this transaction. */
    TranscriptPage around(Membership membership, long seq) {
        Room room = membership.room();
        List<Message> before = older(room.id(), seq, PAGE / 2 + 1);
        List<Message> after = newer(room.id(), Math.max(seq, 1) - 1, PAGE / 2 + 2);
        boolean moreBefore = before.size() > PAGE / 2;
        boolean moreAfter = after.size() > PAGE / 2 + 1;
        List<Message> found = new ArrayList<>(moreBefore ? before.subList(1, before.size()) : before);
        found.addAll(moreAfter ? after.subList(0, PAGE / 2 + 1) : after);
        return new TranscriptPage(entries(found), moreBefore || moreAfter, room.lastChange(), moreBefore, moreAfter);
    }

    /**
     * What happened after {@code change}, ascending by change: messages that are new, edited or deleted since. Edits and
     * deletions are included because they are changes.
     *
     * <p>The room's counter is read first: what is committed in between may be in the page too, but nothing up to the
     * counter is missing.
     */
    TranscriptPage changed(long userId, long roomId, long change) {
        Room room = roomOf(userId, roomId);
        List<Message> found = messages.changed(roomId, change, Limit.of(PAGE + 1));
        if (found.size() > PAGE) {
            List<Message> page = found.subList(0, PAGE);
            return new TranscriptPage(entries(page), true, page.getLast().change(), false, false);
        }
        long seen = found.isEmpty() ? 0 : found.getLast().change();
        return new TranscriptPage(entries(found), false, Math.max(room.lastChange(), seen), false, false);
    }

    private Room roomOf(long userId, long roomId) {
        return memberships.require(userId, roomId).room();
    }

    private List<Message> older(long roomId, long seq, int count) {
        return messages.before(MessageId.clamped(roomId, seq), MessageId.first(roomId), Limit.of(count))
                .reversed();
    }

    private List<Message> newer(long roomId, long seq, int count) {
        return messages.after(MessageId.clamped(roomId, seq), MessageId.last(roomId), Limit.of(count));
    }

    private List<TranscriptPage.Entry> entries(List<Message> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        Map<Long, Viewer> authors =
                users.findByIdIn(found.stream().map(Message::authorId).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(User::id, User::viewer));
        Map<Long, List<Mentioned>> called = mentions.of(found);
        return found.stream()
                .map(message -> entry(
                        message,
                        Objects.requireNonNull(authors.get(message.authorId())),
                        called.getOrDefault(message.id(), List.of())))
                .toList();
    }

    private TranscriptPage.Entry entry(Message message, Viewer author, List<Mentioned> called) {
        return new TranscriptPage.Entry(message, author, called, renderer.render(message, author, called));
    }
}
