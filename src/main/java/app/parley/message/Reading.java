package app.parley.message;

import app.parley.realtime.Broadcaster;
import app.parley.room.Memberships;
import app.parley.web.NotFound;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Read positions: one number a membership, which moves back only on demand; every open page of the reader hears of it. */
@Component
class Reading {

    private final Memberships memberships;
    private final Unread unread;
    private final Broadcaster broadcaster;
    private final Receipts receipts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Reading(
            Memberships memberships,
            Unread unread,
            Broadcaster broadcaster,
            Receipts receipts,
            ApplicationEventPublisher events,
            Clock clock) {
        this.memberships = memberships;
        this.unread = unread;
        this.broadcaster = broadcaster;
        this.receipts = receipts;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Notes that everything up to {@code seq} was read; what lies behind the position or past the end changes nothing.
     *
     * @throws NotFound if the room is not the reader's
     */
    void advance(long userId, long roomId, long seq) {
        if (memberships.read(userId, roomId, seq, clock.instant()) == 1) {
            receipts.moved(userId, roomId);
            events.publishEvent(new RoomRead(userId, roomId, seq));
            broadcaster.tell(userId, "rooms", UnreadNotice.read(roomId, unread.of(userId, roomId)));
        } else if (!memberships.exists(userId, roomId)) {
            throw new NotFound("room");
        }
    }

    /**
     * Makes the message, and what came after it, unread again; what is unread stays so.
     *
     * @throws NotFound if the room is not the reader's or has no such message
     */
    void rewind(long userId, long roomId, long seq) {
        if (seq < 1 || seq > memberships.require(userId, roomId).room().lastSeq()) {
            throw new NotFound("message");
        }
        if (memberships.unread(userId, roomId, seq) == 1) {
            broadcaster.tell(userId, "rooms", UnreadNotice.read(roomId, unread.of(userId, roomId)));
        }
    }
}
