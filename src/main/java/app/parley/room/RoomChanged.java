package app.parley.room;

import java.util.List;

/**
 * A room got another name, description or kind, or was archived or reopened.
 *
 * @param memberIds everybody whose list shows the room
 */
public record RoomChanged(
        long roomId, String name, String description, RoomKind kind, boolean archived, List<Long> memberIds) {

    static RoomChanged of(Room room, List<Long> memberIds) {
        return new RoomChanged(room.id(), room.name(), room.description(), room.kind(), room.isArchived(), memberIds);
    }
}
