package app.parley.room;

import app.parley.realtime.Broadcaster;
import app.parley.realtime.LiveSessions;
import app.parley.realtime.Topic;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Tells open pages about rooms and memberships, and takes the live feed away from whoever is no member any more. */
@Component
class RoomNotices {

    private record ListNotice(String type, long room, int unread, int mentions) {}

    private record MemberNotice(String type, long room, Member member) {}

    private record Member(
            long id,
            String name,
            String initials,
            int hue,
            @Nullable String picture) {}

    private final Broadcaster broadcaster;
    private final LiveSessions live;

    RoomNotices(Broadcaster broadcaster, LiveSessions live) {
        this.broadcaster = broadcaster;
        this.live = live;
    }

    @TransactionalEventListener
    void on(MembershipStarted event) {
        tell(event.userId(), "added", event.roomId());
    }

    /** Before anybody else tells the room of it: whoever is out hears nothing of that. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @TransactionalEventListener
    void on(MembershipEnded event) {
        live.revoke(event.userId(), Topic.of("rooms", event.roomId()));
        tell(event.userId(), "removed", event.roomId());
    }

    @TransactionalEventListener
    void on(MembershipChanged event) {
        tell(event.userId(), "changed", event.roomId());
    }

    @TransactionalEventListener
    void on(RoomChanged event) {
        broadcaster.publish(Topic.of("rooms", event.roomId()), RoomNotice.of(event));
        live.online(event.listedBy()).forEach(member -> tell(member, "changed", event.roomId()));
    }

    @TransactionalEventListener
    void on(MemberChanged event) {
        var member = new Member(
                event.member().id(),
                event.member().name(),
                event.member().initials(),
                event.member().hue(),
                event.member().picture());
        event.roomIds()
                .forEach(room ->
                        broadcaster.publish(Topic.of("rooms", room), new MemberNotice("room.changed", room, member)));
        event.titled().forEach(place -> tell(place.userId(), "changed", place.roomId()));
    }

    private void tell(long userId, String type, long roomId) {
        broadcaster.tell(userId, "rooms", new ListNotice(type, roomId, 0, 0));
    }
}
