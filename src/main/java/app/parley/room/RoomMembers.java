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

/** Who comes into a room, who goes, and who is what there. */
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
            rooms.hold(roomId);
            come(memberships.findOpenRoom(roomId).orElseThrow(() -> new NotFound("room")), user);
        }
    }

    /**
     * Brings another person in.
     *
     * @throws NotFound if the first is no member, or may not
     */
    @Transactional
    public void add(long byId, long roomId, User newcomer) {
        rooms.hold(roomId);
        Membership by = memberships.require(byId, roomId);
        if (!by.canModerate()) {
            throw new NotFound("right to bring somebody in");
        }
        come(by.room(), newcomer);
    }

    /**
     * Gives a member another role. As with whoever goes, the roles are read behind the lock of the room, so that of two owners
     * who do this to each other one stays.
     *
     * @throws NotFound if one of the two is no member, or the first may not
     * @throws LastOwner if the room would be without owner
     */
    @Transactional
    void appoint(long byId, long roomId, long userId, Membership.Role role) {
        rooms.hold(roomId);
        Membership by = memberships.require(byId, roomId);
        if (!by.canManage()) {
            throw new NotFound("right to manage the room");
        }
        Membership member = memberships.require(userId, roomId);
        if (role != Membership.Role.OWNER && isLastOwner(member)) {
            throw new LastOwner();
        }
        appoint(member, role);
        tell(by.room());
    }

    /**
     * Takes a person out.
     *
     * @throws NotFound if one of the two is no member, or the first may not
     */
    @Transactional
    void remove(long byId, long roomId, long userId) {
        rooms.hold(roomId);
        Membership by = memberships.require(byId, roomId);
        Membership member = memberships.require(userId, roomId);
        if (!by.canRemove(member)) {
            throw new NotFound("right to take this member out");
        }
        end(member);
    }

    /**
     * Ends the person's own membership.
     *
     * @throws NotFound if the room is not theirs, or direct: it is the room of exactly these people
     * @throws LastOwner if others stay in a room without owner
     */
    @Transactional
    void leave(User user, long roomId) {
        rooms.hold(roomId);
        Membership membership = memberships.require(user.id(), roomId);
        if (membership.room().isDirect()) {
            throw new NotFound("way out of a direct room");
        }
        if (isLastOwner(membership)
                && !memberships.heirs(user.id(), roomId, Limit.of(1)).isEmpty()) {
            throw new LastOwner();
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

    /** Whoever comes into a room that all have left has it to themselves. */
    private void come(Room room, User user) {
        rooms.hold(room.id());
        start(room, user, memberships.count(room.id()) == 0 ? Membership.Role.OWNER : Membership.Role.MEMBER);
        tell(room);
    }

    /**
     * The next in line inherits a room that has nobody to be asked: an administrator took the last owner out, or the owners that
     * there are have accounts that may not be used.
     */
    private void end(Membership membership) {
        long roomId = membership.room().id();
        long userId = membership.user().id();
        memberships.delete(membership);
        rooms.countMembers(roomId);
        if (!memberships.hasOwnerBesides(userId, roomId)) {
            memberships.heirs(userId, roomId, Limit.of(1)).forEach(heir -> appoint(heir, Membership.Role.OWNER));
        }
        events.publishEvent(new MembershipEnded(roomId, userId));
        tell(membership.room());
    }

    private void appoint(Membership member, Membership.Role role) {
        member.appoint(role);
        events.publishEvent(
                new MembershipChanged(member.id().roomId(), member.id().userId()));
    }

    private boolean isLastOwner(Membership member) {
        return member.isOwner()
                && !memberships.hasOwnerBesides(
                        member.id().userId(), member.id().roomId());
    }

    /** The room's own counter was moved past the loaded room, so it is not asked. */
    private void tell(Room room) {
        events.publishEvent(
                RoomChanged.of(room, memberships.count(room.id()), memberships.faces(room.id()), List.of()));
    }
}
