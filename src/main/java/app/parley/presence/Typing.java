package app.parley.presence;

import app.parley.realtime.Broadcaster;
import app.parley.realtime.SocketClosed;
import app.parley.realtime.Topic;
import app.parley.room.Membership;
import app.parley.room.MembershipEnded;
import app.parley.room.Memberships;
import app.parley.room.RoomArchived;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Tells rooms who is typing in them. Nothing is stored, and readers let a start run out by themselves after five seconds. */
@Component
class Typing {

    /** What the readers of the room get. */
    record Sign(long user, String name, boolean on) {}

    private final Typists typists;
    private final Memberships memberships;
    private final Broadcaster broadcaster;

    Typing(Typists typists, Memberships memberships, Broadcaster broadcaster) {
        this.typists = typists;
        this.memberships = memberships;
        this.broadcaster = broadcaster;
    }

    /**
     * Tells the room, unless it was told just now, the person does not want it to be, or may not post anyway.
     *
     * @throws app.parley.web.NotFound if the room is not this person's
     * @throws RoomArchived if nobody writes there any more
     */
    void turn(boolean on, long userId, long roomId, String socketId) {
        if (on && typists.isKnown(userId, roomId)) {
            return;
        }
        Membership membership = memberships.require(userId, roomId);
        if (membership.room().isArchived()) {
            throw new RoomArchived();
        } else if (!on) {
            typists.stop(userId, roomId).ifPresent(typist -> publish(typist, false));
        } else if (membership.canPost() && membership.user().showsTyping()) {
            var typist = new Typist(userId, roomId, membership.user().name(), socketId);
            if (typists.start(typist)) {
                publish(typist, true);
            }
        }
    }

    @EventListener
    void on(SocketClosed event) {
        typists.stop(event.userId(), event.sessionId()).forEach(typist -> publish(typist, false));
    }

    @TransactionalEventListener
    void on(MembershipEnded event) {
        typists.stop(event.userId(), event.roomId()).ifPresent(typist -> publish(typist, false));
    }

    private void publish(Typist typist, boolean on) {
        broadcaster.publishDroppable(
                Topic.of("rooms", typist.roomId(), "typing"), new Sign(typist.userId(), typist.name(), on));
    }
}
