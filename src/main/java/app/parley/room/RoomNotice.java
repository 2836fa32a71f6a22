package app.parley.room;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page says about a room outside of its messages, as an event and as an answer.
 *
 * @param type always {@code room.changed}
 * @param kind {@code open}, {@code closed} or {@code direct}
 * @param members how many there are
 * @param faces a few of them
 * @param rights {@link Membership#rights what the reader may do}; null in the event, which is the same for everybody
 */
record RoomNotice(
        String type,
        long room,
        String name,
        String description,
        String kind,
        boolean archived,
        long members,
        List<Face> faces,
        @Nullable String rights) {

    record Face(long id, String initials, int hue, @Nullable String picture) {}

    /** The same for one of the members, as they call the room. */
    RoomNotice to(Membership member, RoomTitles.Title title) {
        return new RoomNotice(type, room, title.name(), title.about(), kind, archived, members, faces, member.rights());
    }

    static RoomNotice of(RoomChanged event) {
        return new RoomNotice(
                "room.changed",
                event.roomId(),
                event.name(),
                event.description(),
                event.kind().word(),
                event.archived(),
                event.memberCount(),
                event.faces().stream()
                        .map(person -> new Face(person.id(), person.initials(), person.hue(), person.picture()))
                        .toList(),
                null);
    }
}
