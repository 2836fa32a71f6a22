package app.parley.room;

import app.parley.web.NotFound;
import java.time.Clock;
import java.util.function.Consumer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes a room for everybody, or how it treats one member. */
@Component
class RoomSettings {

    private final Memberships memberships;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RoomSettings(Memberships memberships, ApplicationEventPublisher events, Clock clock) {
        this.memberships = memberships;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    void describe(long userId, long roomId, String name, String description, RoomKind kind) {
        change(userId, roomId, by -> by.room().describe(name, description, kind));
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
    void involve(long userId, long roomId, Involvement involvement) {
        memberships.require(userId, roomId).involve(involvement);
        events.publishEvent(new MembershipChanged(roomId, userId));
    }

    @Transactional
    void favour(long userId, long roomId, boolean favourite) {
        memberships.require(userId, roomId).favour(favourite);
        events.publishEvent(new MembershipChanged(roomId, userId));
    }

    private void change(long userId, long roomId, Consumer<Membership> change) {
        Membership by = memberships.require(userId, roomId);
        if (!by.canManage()) {
            throw new NotFound("right to manage the room");
        }
        change.accept(by);
        events.publishEvent(RoomChanged.of(
                by.room(), by.room().memberCount(), memberships.faces(roomId), memberships.userIds(roomId)));
    }
}
