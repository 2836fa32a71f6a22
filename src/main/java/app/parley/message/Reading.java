package app.parley.message;

import app.parley.realtime.Broadcaster;
import app.parley.room.Memberships;
import app.parley.web.NotFound;
import org.springframework.stereotype.Component;

/** Read positions: one number a membership, which only moves forward; every open page of the reader hears of it. */
@Component
class Reading {

    private final Memberships memberships;
    private final Unread unread;
    private final Broadcaster broadcaster;

    Reading(Memberships memberships, Unread unread, Broadcaster broadcaster) {
        this.memberships = memberships;
        this.unread = unread;
        this.broadcaster = broadcaster;
    }

    /**
     * Notes that everything up to {@code seq} was read; what lies behind the position or past the end changes nothing.
     *
     * @throws NotFound if the room is not the reader's
     */
    void advance(long userId, long roomId, long seq) {
        if (memberships.read(userId, roomId, seq) == 1) {
            broadcaster.tell(userId, "rooms", UnreadNotice.read(roomId, unread.of(userId, roomId)));
        } else if (!memberships.exists(userId, roomId)) {
            throw new NotFound("room");
        }
    }
}
