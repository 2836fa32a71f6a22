package app.parley.room;

import app.parley.account.User;
import app.parley.account.UserChanged;
import app.parley.account.UserSignedUp;
import app.parley.account.Users;
import app.parley.web.NotFound;
import java.time.Clock;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who comes into a room and who goes. */
@Component
public class RoomMembers {

    private final Rooms rooms;
    private final Memberships memberships;
    private final Users users;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RoomMembers(Rooms rooms, Memberships memberships, Users users, ApplicationEventPublisher events, Clock clock) {
        this.rooms = rooms;
        this.memberships = memberships;
        this.users = users;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Makes the person a member of an open room; joining twice is joining once.
     *
     * @throws NotFound if there is no open room with this id
     */
    @Transactional
    public void join(User user, long roomId) {
        if (!memberships.exists(user.id(), roomId)) {
            come(memberships.findOpenRoom(roomId).orElseThrow(() -> new NotFound("room")), user);
        }
    }

    /** Brings another person in. */
    @Transactional
    public void add(Membership by, User newcomer) {
        come(managed(by).room(), newcomer);
    }

    /**
     * Takes a person out.
     *
     * @throws NotFound if that person is no member
     */
    @Transactional
    void remove(Membership by, long userId) {
        end(memberships.require(userId, managed(by).room().id()));
    }

    /**
     * Ends the person's own membership; the one who has been there longest inherits a room without an owner.
     *
     * @throws NotFound if the room is not theirs, or direct: it is the room of exactly these people
     */
    @Transactional
    void leave(User user, long roomId) {
        Membership membership = memberships.require(user.id(), roomId);
        if (membership.room().isDirect()) {
            throw new NotFound("way out of a direct room");
        }
        end(membership);
    }

    /** Newcomers find themselves in the lobby instead of an empty page. */
    @EventListener
    @Transactional
    void welcome(UserSignedUp newcomer) {
        User user = users.findById(newcomer.userId()).orElseThrow();
        rooms.lobby(Limit.of(1)).forEach(lobby -> come(lobby, user));
    }

    /** Inside the transaction, because whoever hears of it after the commit must not ask the database. */
    @EventListener
    void on(UserChanged event) {
        long userId = event.user().id();
        List<Membership.Id> titled = memberships.othersInDirectRooms(userId).stream()
                .map(Membership::id)
                .toList();
        List<Long> rooms = event.everywhere()
                ? memberships.roomIds(userId)
                : titled.stream().map(Membership.Id::roomId).distinct().toList();
        events.publishEvent(new MemberChanged(event.user(), rooms, titled));
    }

    /** Makes the person one of the first members of a new room, which nobody has open yet. */
    void start(Room room, User user, Membership.Role role) {
        rooms.hold(room.id());
        if (!memberships.exists(user.id(), room.id())) {
            memberships.save(new Membership(room, user, role, clock.instant()));
            rooms.countMembers(room.id());
            events.publishEvent(new MembershipStarted(room.id(), user.id()));
        }
    }

    private void come(Room room, User user) {
        start(room, user, Membership.Role.MEMBER);
        tell(room);
    }

    private void end(Membership membership) {
        long roomId = membership.room().id();
        rooms.hold(roomId);
        memberships.delete(membership);
        rooms.countMembers(roomId);
        if (!memberships.hasOwner(roomId)) {
            memberships.eldest(roomId, Limit.of(1)).forEach(Membership::own);
        }
        events.publishEvent(new MembershipEnded(roomId, membership.user().id()));
        tell(membership.room());
    }

    /** The room's own counter was moved past the loaded room, so it is not asked. */
    private void tell(Room room) {
        events.publishEvent(
                RoomChanged.of(room, memberships.count(room.id()), memberships.faces(room.id()), List.of()));
    }

    private static Membership managed(Membership by) {
        if (!by.canManage()) {
            throw new NotFound("right to manage the room");
        }
        return by;
    }
}
