package app.parley.room;

import app.parley.account.User;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A place where people talk, and the counters of its numbered log. */
@Entity
@Table(name = "room")
@DynamicUpdate
public class Room {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String name;
    private String description;

    /** Where the room stands in a list. */
    private String orderKey;

    @SuppressWarnings("UnusedVariable") // for queries
    private String searchText;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private RoomKind kind;

    private boolean ownersCallMany;

    private boolean announcement;

    // The counters move by UPDATE in RoomLog and Memberships only: saving a changed name must not put back an old
    // number.
    @Column(updatable = false)
    private long lastSeq;

    @Column(updatable = false)
    private long lastChange;

    @Column(updatable = false)
    private @Nullable Instant lastPostedAt;

    @Column(updatable = false)
    private long memberCount;

    @Column(updatable = false)
    private @Nullable String directKey;

    @Column(updatable = false)
    private Instant createdAt;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "created_by", updatable = false)
    private User createdBy;

    private @Nullable Instant archivedAt;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "archived_by")
    private @Nullable User archivedBy;

    protected Room() {}

    Room(String name, String description, RoomKind kind, User createdBy, Instant createdAt) {
        call(name, description);
        this.kind = kind;
        this.createdBy = createdBy;
        this.createdAt = createdAt;
    }

    /** A room of exactly these people, without a name: each of them calls it by the others. */
    static Room direct(String key, User createdBy, Instant createdAt) {
        var room = new Room("", "", RoomKind.DIRECT, createdBy, createdAt);
        room.directKey = key;
        return room;
    }

    /** The number in the room's address; known once the room is stored. */
    public long id() {
        return Objects.requireNonNull(id, "a stored room");
    }

    public String name() {
        return name;
    }

    /** By what lists of rooms are in order. */
    String orderKey() {
        return orderKey;
    }

    public String description() {
        return description;
    }

    public RoomKind kind() {
        return kind;
    }

    public boolean isOpen() {
        return kind == RoomKind.OPEN;
    }

    public boolean isClosed() {
        return kind == RoomKind.CLOSED;
    }

    public boolean isDirect() {
        return kind == RoomKind.DIRECT;
    }

    /** Whether only owners and moderators may call all of the room at once. */
    public boolean onlyModeratorsCallMany() {
        return ownersCallMany;
    }

    /** Whether only owners and moderators post. */
    public boolean isAnnouncement() {
        return announcement;
    }

    /** How many messages were ever posted: the seq of the newest one, 0 in an empty room. */
    public long lastSeq() {
        return lastSeq;
    }

    /** How many things ever happened to the room's messages. */
    public long lastChange() {
        return lastChange;
    }

    /** When the newest message was posted, or null in an empty room. */
    public @Nullable Instant lastPostedAt() {
        return lastPostedAt;
    }

    public long memberCount() {
        return memberCount;
    }

    public User createdBy() {
        return createdBy;
    }

    /** Whether the room is read-only. */
    public boolean isArchived() {
        return archivedAt != null;
    }

    /** When the room was archived, or null. */
    public @Nullable Instant archivedAt() {
        return archivedAt;
    }

    /** Who archived the room, or null. */
    public @Nullable User archivedBy() {
        return archivedBy;
    }

    void describe(RoomDescription description) {
        if (kind == RoomKind.DIRECT || description.kind() == RoomKind.DIRECT) {
            throw new IllegalStateException("A direct room has no settings, and no other room becomes one");
        }
        call(description.name(), description.description() == null ? this.description : description.description());
        this.kind = description.kind();
        if (description.ownersCallMany() != null) {
            this.ownersCallMany = description.ownersCallMany();
        }
        if (description.announcement() != null) {
            this.announcement = description.announcement();
        }
    }

    private void call(String name, String description) {
        this.name = name;
        this.description = description;
        RoomKeys keys = RoomKeys.of(name, description);
        this.orderKey = keys.order();
        this.searchText = keys.search();
    }

    void archive(User by, Instant at) {
        if (!isArchived()) {
            archivedBy = by;
            archivedAt = at;
        }
    }

    void reopen() {
        archivedBy = null;
        archivedAt = null;
    }
}
