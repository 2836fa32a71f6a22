package app.parley.room;

import app.parley.account.User;
import java.time.Clock;
import java.util.List;
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
        return open(creator, name, description, kind, List.of());
    }

    /**
     * The same, with others in it from the beginning.
     *
     * @param others its first members; the creator among them stays its owner
     */
    @Transactional
    Room open(User creator, String name, String description, RoomKind kind, List<User> others) {
        Room room = rooms.save(new Room(name, description, kind, creator, clock.instant()));
        members.start(room, creator, Membership.Role.OWNER);
        others.forEach(other -> members.start(room, other, Membership.Role.MEMBER));
        return room;
    }
}
