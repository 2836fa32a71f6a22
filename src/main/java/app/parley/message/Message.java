package app.parley.message;

import app.parley.room.Membership;
import app.parley.room.RoomLog;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a room's numbered log. A deleted message stays as a tombstone: its number is taken for ever, its text is
 * gone.
 */
@Entity
@Table(name = "message")
@DynamicUpdate
public class Message {

    @Id
    private long id;

    @Column(updatable = false)
    private long roomId;

    @Column(updatable = false)
    private long seq;

    @Column(name = "change_no")
    private long change;

    @Column(updatable = false)
    private long authorId;

    @Column(updatable = false)
    private String clientId;

    private String body;

    @Column(updatable = false)
    private @Nullable Long replyTo;

    @Column(updatable = false)
    private Instant createdAt;

    private @Nullable Instant editedAt;
    private @Nullable Instant deletedAt;
    private @Nullable Long deletedBy;

    protected Message() {}

    Message(long roomId, RoomLog.Place place, long authorId, Draft draft, Instant createdAt) {
        this.id = new MessageId(roomId, place.seq()).value();
        this.roomId = roomId;
        this.seq = place.seq();
        this.change = place.change();
        this.authorId = authorId;
        this.clientId = draft.clientId();
        this.body = draft.body();
        this.replyTo = draft.replyTo();
        this.createdAt = createdAt;
    }

    /** Unique among all rooms, below 2^53. */
    public long id() {
        return id;
    }

    public long roomId() {
        return roomId;
    }

    /** The message's place in its room: 1, 2, 3, … without holes. */
    public long seq() {
        return seq;
    }

    /** The room's change number of the last thing that happened to this message. */
    public long change() {
        return change;
    }

    public long authorId() {
        return authorId;
    }

    /** The idempotency key that the author's client made. */
    public String clientId() {
        return clientId;
    }

    Posting.Key key() {
        return new Posting.Key(roomId, authorId, clientId);
    }

    /** The Markdown source; empty once deleted. */
    public String body() {
        return body;
    }

    /** The seq of the message that this one answers, or null. */
    public @Nullable Long replyTo() {
        return replyTo;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public boolean isEdited() {
        return editedAt != null;
    }

    public boolean isDeleted() {
        return deletedAt != null;
    }

    /** The id of the user who deleted it, or null. */
    public @Nullable Long deletedBy() {
        return deletedBy;
    }

    boolean isBy(long userId) {
        return authorId == userId;
    }

    /** Whether this member of its room may make it a tombstone: their own, or anybody's where they moderate. */
    boolean isDeletableBy(Membership member) {
        return isBy(member.id().userId()) || member.canModerate();
    }

    void edit(String body, long change, Instant at) {
        if (isDeleted()) {
            throw new IllegalStateException("A deleted message has no text to edit");
        }
        this.body = body;
        this.change = change;
        this.editedAt = at;
    }

    void delete(long by, long change, Instant at) {
        this.body = "";
        this.change = change;
        this.deletedAt = at;
        this.deletedBy = by;
    }
}
