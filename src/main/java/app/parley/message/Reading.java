package app.parley.message;

import app.parley.realtime.Broadcaster;
import app.parley.room.Memberships;
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

    void advance(long userId, long roomId, long seq) {
        if (memberships.read(userId, roomId, seq) == 1) {
            broadcaster.tell(userId, "rooms", UnreadNotice.read(roomId, unread.of(userId, roomId)));
        }
    }
}
