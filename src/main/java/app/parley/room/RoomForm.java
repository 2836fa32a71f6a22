package app.parley.room;

import org.jspecify.annotations.Nullable;

/**
 * What the form for a room carries; {@link RoomDescription} says what is right.
 *
 * @param description null leaves it as it is
 * @param kind {@code open} or {@code closed}
 * @param many who may call all of the room at once: {@code everybody}, or {@code owners} for them and moderators; empty leaves it
 *     as it is
 * @param posting who may post, in the same words
 * @param members usernames of those whom a new room begins with, besides its creator; may be empty
 */
record RoomForm(String name, @Nullable String description, String kind, String many, String posting, String members) {

    static final String EVERYBODY = "everybody";
    static final String OWNERS = "owners";

    RoomForm {
        name = name == null ? "" : name;
        kind = kind == null ? "" : kind;
        many = many == null ? "" : many;
        posting = posting == null ? "" : posting;
        members = members == null ? "" : members;
    }

    static RoomForm empty() {
        return new RoomForm("", "", RoomKind.OPEN.word(), "", "", "");
    }

    static RoomForm of(Room room) {
        return new RoomForm(
                room.name(),
                room.description(),
                room.kind().word(),
                room.onlyModeratorsCallMany() ? OWNERS : EVERYBODY,
                room.isAnnouncement() ? OWNERS : EVERYBODY,
                "");
    }
}
