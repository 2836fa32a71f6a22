package app.parley.room;

import app.parley.web.NotFound;
import app.parley.web.SeeOther;
import java.time.Clock;
import java.util.function.Consumer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes a room for everybody, or how it treats one member. */
@Component
class RoomSettings {

    private final Rooms rooms;
    private final Memberships memberships;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RoomSettings(Rooms rooms, Memberships memberships, ApplicationEventPublisher events, Clock clock) {
        this.rooms = rooms;
        this.memberships = memberships;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    void describe(long userId, long roomId, RoomDescription description) {
        change(userId, roomId, by -> by.room().describe(description));
    }

    @Transactional
    void archive(long userId, long roomId) {
        change(userId, roomId, by -> by.room().archive(by.user(), clock.instant()));
    }

    @Transactional
    void reopen(long userId, long roomId) {
        change(userId, roomId, by -> by.room().reopen());
    }

    @Transactional
    Room involve(long userId, long roomId, Involvement involvement) {
        Membership membership = memberships.require(userId, roomId);
        membership.involve(involvement);
        events.publishEvent(new MembershipChanged(roomId, userId));
        return membership.room();
    }

    @Transactional
    Room favour(long userId, long roomId, boolean favourite) {
        Membership membership = memberships.require(userId, roomId);
        membership.favour(favourite);
        events.publishEvent(new MembershipChanged(roomId, userId));
        return membership.room();
    }

    /** Where these choices are made: a direct room has no page for its settings. */
    static SeeOther page(Room room) {
        return new SeeOther("/rooms/" + room.id() + (room.isDirect() ? "" : "/settings"));
    }

    /** Behind the lock of the room, as whatever hangs on a right. */
    private void change(long userId, long roomId, Consumer<Membership> change) {
        rooms.hold(roomId);
        Membership by = memberships.require(userId, roomId);
        if (!by.canManage()) {
            throw new NotFound("right to manage the room");
        }
        change.accept(by);
        events.publishEvent(RoomChanged.of(
                by.room(), by.room().memberCount(), memberships.faces(roomId), memberships.userIds(roomId)));
    }
}
