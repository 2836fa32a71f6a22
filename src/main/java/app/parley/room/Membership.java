package app.parley.room;

import app.parley.account.User;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One person's place in one room: the right to read and write, how far they have read, how much it notifies them. */
@Entity
@Table(name = "membership")
@DynamicUpdate
public class Membership {

    enum Role {
        OWNER,
        MODERATOR,
        MEMBER;

        /** The role with this word, or null if there is none. */
        static @Nullable Role of(String word) {
            return Stream.of(values())
                    .filter(role -> role.word().equals(word))
                    .findFirst()
                    .orElse(null);
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who, where. */
    @Embeddable
    public record Id(long roomId, long userId) implements Serializable {}

    @EmbeddedId
    private Id id;

    @MapsId("roomId")
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "room_id")
    private Room room;

    @MapsId("userId")
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "user_id")
    private User user;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Role role;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Involvement involvement;

    private boolean favourite;

    // Moves by UPDATE only.
    @Column(updatable = false)
    private long lastReadSeq;

    @Column(updatable = false)
    private @Nullable Instant lastReadAt;

    @Column(updatable = false)
    private long joinedSeq;

    @Column(updatable = false)
    private Instant joinedAt;

    protected Membership() {}

    Membership(Room room, User user, Role role, Instant joinedAt) {
        this.id = new Id(room.id(), user.id());
        this.room = room;
        this.user = user;
        this.role = role;
        this.involvement = room.isDirect() ? Involvement.EVERYTHING : Involvement.MENTIONS;
        this.joinedSeq = room.lastSeq();
        this.lastReadSeq = joinedSeq;
        this.joinedAt = joinedAt;
    }

    /** Whose place it is, and where. */
    public Id id() {
        return id;
    }

    public Room room() {
        return room;
    }

    public User user() {
        return user;
    }

    public boolean isOwner() {
        return role == Role.OWNER;
    }

    Role role() {
        return role;
    }

    public Involvement involvement() {
        return involvement;
    }

    public boolean isFavourite() {
        return favourite;
    }

    /** The seq up to which this person has read, 0 if nothing; a newcomer starts at the end. */
    public long lastReadSeq() {
        return lastReadSeq;
    }

    /** When this person read on last; null before the first time. */
    public @Nullable Instant lastReadAt() {
        return lastReadAt;
    }

    /** The seq of the last message that was there when this person came. */
    public long joinedSeq() {
        return joinedSeq;
    }

    public Instant joinedAt() {
        return joinedAt;
    }

    /** Whether this person may change the room's settings and its members' roles; nobody may those of a direct room. */
    public boolean canManage() {
        return !room.isDirect() && (isOwner() || user.isAdministrator());
    }

    /** Whether this person may delete what others say, bring people in, and take plain members out. */
    public boolean canModerate() {
        return canManage() || role == Role.MODERATOR;
    }

    /** Whether this person may say something new, unless the room is archived. */
    public boolean canPost() {
        return !room.isAnnouncement() || canModerate();
    }

    /** Whether this person may call all of the room at once. */
    public boolean canCallMany() {
        return canPost() && (!room.onlyModeratorsCallMany() || canModerate());
    }

    /** Whether this person may take that member of the same room out; oneself one leaves. */
    boolean canRemove(Membership other) {
        boolean plain = other.role == Role.MEMBER && !other.user.isAdministrator();
        return !id.equals(other.id) && (canManage() || (canModerate() && plain));
    }

    /** What a page offers this person there: to {@code moderate}, to {@code post}, or to {@code read} only. */
    public String rights() {
        return canModerate() ? "moderate" : canPost() ? "post" : "read";
    }

    void involve(Involvement involvement) {
        this.involvement = involvement;
    }

    void favour(boolean favourite) {
        this.favourite = favourite;
    }

    void appoint(Role role) {
        this.role = role;
    }
}
