package app.parley.room;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A room as the page for browsing lists it.
 *
 * @param orderKey its place in the list
 * @param lastPostedAt when the newest message was posted, or null in an empty room
 * @param joinedAt since when the reader is a member, or null if not
 * @param archivedAt since when the room is read-only, or null
 */
record RoomSummary(
        long id,
        String orderKey,
        String name,
        String description,
        RoomKind kind,
        long memberCount,
        @Nullable Instant lastPostedAt,
        @Nullable Instant joinedAt,
        @Nullable Instant archivedAt) {

    public boolean isMember() {
        return joinedAt != null;
    }

    public boolean isArchived() {
        return archivedAt != null;
    }
}
