package app.parley.room;

import app.parley.account.User;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opens new rooms. */
@Component
public class RoomCreation {

    private final Rooms rooms;
    private final RoomMembers members;
    private final Clock clock;

    RoomCreation(Rooms rooms, RoomMembers members, Clock clock) {
        this.rooms = rooms;
        this.members = members;
        this.clock = clock;
    }

    /**
     * Opens a room whose owner and first member is its creator.
     *
     * @param name 1 to 80 characters on one line
     * @param description at most 400 characters, may be empty
     * @param kind open or closed
     */
    @Transactional
    public Room open(User creator, String name, String description, RoomKind kind) {
        Room room = rooms.save(new Room(name, description, kind, creator, clock.instant()));
        members.start(room, creator, Membership.Role.OWNER);
        return room;
    }
}
