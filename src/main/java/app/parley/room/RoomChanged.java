package app.parley.room;

import app.parley.web.Viewer;
import java.util.List;

/**
 * A room got another name, description or kind, was archived or reopened, or somebody came or went.
 *
 * @param memberCount how many people are in it now
 * @param faces a few of them
 * @param listedBy the ids of those whose list shows something else now: everybody, or nobody when only people came or went
 */
record RoomChanged(
        long roomId,
        String name,
        String description,
        RoomKind kind,
        boolean archived,
        long memberCount,
        List<Viewer> faces,
        List<Long> listedBy) {

    static RoomChanged of(Room room, long memberCount, List<Viewer> faces, List<Long> listedBy) {
        return new RoomChanged(
                room.id(),
                room.name(),
                room.description(),
                room.kind(),
                room.isArchived(),
                memberCount,
                faces,
                listedBy);
    }
}
