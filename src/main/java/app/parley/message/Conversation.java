package app.parley.message;

import app.parley.account.User;
import app.parley.account.Users;
import app.parley.room.Membership;
import app.parley.room.Memberships;
import app.parley.room.RoomArchived;
import app.parley.web.NotFound;
import app.parley.web.RateLimit;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * What a member does with messages. Each verb finds the room through the member, stores, and tells after the commit; so
 * whoever hears of a message can rely on it, and a verb that returned has happened.
 */
@Component
public class Conversation {

    private static final Logger log = LoggerFactory.getLogger(Conversation.class);

    private final Memberships memberships;
    private final Messages messages;
    private final MessageWriter writer;
    private final GroupCommit commit;
    private final Users users;
    private final ApplicationEventPublisher events;
    private final RateLimit pace;

    Conversation(
            Memberships memberships,
            Messages messages,
            MessageWriter writer,
            GroupCommit commit,
            Users users,
            ApplicationEventPublisher events,
            @Value("${parley.limits.enabled:true}") boolean limited,
            @Value("${parley.limits.messages.burst:60}") long burst,
            @Value("${parley.limits.messages.per-burst:12s}") Duration perBurst) {
        this.pace = new RateLimit(limited, burst, perBurst);
        this.memberships = memberships;
        this.messages = messages;
        this.writer = writer;
        this.commit = commit;
        this.users = users;
        this.events = events;
    }

    /**
     * Posts a message, once: the same clientId from the same author in the same room again, on any node, finds the first
     * message and stores nothing. Returns at once; everybody hears of the message after its author.
     *
     * @return completes with the stored, committed message; exceptionally with {@link NotFound} if the room is not the
     *     author's, {@link RoomArchived} if it is read-only, {@link MessageRejected} if the message cannot be taken, and
     *     with a {@link java.util.concurrent.TimeoutException} if nobody knows yet
     * @throws MessageRejected if the author is too fast
     */
    CompletableFuture<Message> post(long authorId, long roomId, Draft draft) {
        keepPace(authorId);
        return commit.submit(new Posting(roomId, authorId, draft));
    }

    /** The same, and waits for the answer. */
    Message postNow(User author, long roomId, Draft draft) {
        try {
            return post(author.id(), roomId, draft).join();
        } catch (CompletionException e) {
            throw switch (e.getCause()) {
                case MessageRejected rejected -> rejected;
                case NotFound notFound -> notFound;
                case RoomArchived archived -> archived;
                case null, default -> MessageRejected.late();
            };
        }
    }

    /**
     * Changes the text of one's own message.
     *
     * @return the message as it is stored now; without a change, mark or event if it says this already
     * @throws NotFound if there is no such message by this person, or it is deleted
     */
    Message edit(User editor, long roomId, long seq, @Nullable String body) {
        keepPace(editor.id());
        writable(editor.id(), roomId);
        Message own = find(roomId, seq);
        if (!own.isBy(editor.id())) {
            throw new NotFound("message");
        }
        String checked = Draft.checked(body);
        if (own.body().equals(checked)) {
            return own;
        }
        Message edited = writer.edit(roomId, own.id(), MessageText.of(checked), editor.id());
        tell(new MessageEdited(edited, editor));
        return edited;
    }

    /**
     * Makes a message a tombstone: one's own, or anybody's for those who moderate the room.
     *
     * @throws NotFound if there is no such message that this person may delete
     */
    Message delete(User by, long roomId, long seq) {
        keepPace(by.id());
        Membership membership = writable(by.id(), roomId);
        Message message = find(roomId, seq);
        if (!message.isDeletableBy(membership)) {
            throw new NotFound("message");
        }
        Message deleted = writer.delete(roomId, message.id(), by.id());
        tell(new MessageDeleted(deleted, users.findById(message.authorId()).orElseThrow()));
        return deleted;
    }

    private void keepPace(long userId) {
        Duration wait = pace.take(userId);
        if (wait.isPositive()) {
            throw new MessageRejected.TooFast(wait);
        }
    }

    private Membership writable(long userId, long roomId) {
        Membership membership = memberships.require(userId, roomId);
        if (membership.room().isArchived()) {
            throw new RoomArchived();
        }
        return membership;
    }

    /** What is committed has happened, whoever fails to hear of it: catching up heals that. */
    private void tell(Object event) {
        try {
            events.publishEvent(event);
        } catch (RuntimeException e) {
            log.error("A stored change could not be told", e);
        }
    }

    private Message find(long roomId, long seq) {
        return messages.findById(MessageId.clamped(roomId, seq)).orElseThrow(() -> new NotFound("message"));
    }
}
