package app.parley.room;

import app.parley.web.NotFound;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The counters of a room's numbered log. They advance inside the transaction that changes the room: the UPDATE holds the
 * room's row until the commit, so numbers are given in the order of commits, without holes, however many nodes write.
 */
@Component
public class RoomLog {

    /**
     * A place in the log.
     *
     * @param seq how many messages were posted so far: the number of the message being posted
     * @param change how many things happened so far: the number of what is happening
     */
    public record Place(long seq, long change) {}

    /** A room's log while it is written: gives out places, which count once {@link RoomLog#close} stored them. */
    public static final class Open {

        private final Room room;
        private long seq;
        private long change;

        private Open(Room room) {
            this.room = room;
            this.seq = room.lastSeq();
            this.change = room.lastChange();
        }

        /** Whether nothing may be written. */
        public boolean isArchived() {
            return room.isArchived();
        }

        /** Whether it is between a few people only. */
        public boolean isDirect() {
            return room.isDirect();
        }

        /** The place of the next message. */
        public Place next() {
            return new Place(++seq, ++change);
        }
    }

    private final Rooms rooms;

    RoomLog(Rooms rooms) {
        this.rooms = rooms;
    }

    /**
     * Opens the logs of several rooms for writing, and waits for none: what somebody else holds for long is not to hold up
     * the rest.
     *
     * @return room id to log; a room that does not exist is absent, and so is one whose row somebody else holds now
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<Long, Open> open(Collection<Long> roomIds) {
        return rooms.lock(roomIds).stream().collect(Collectors.toMap(Room::id, Open::new));
    }

    /** Stores how far the logs got. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(Collection<Open> logs, Instant now) {
        logs.stream()
                .filter(log -> log.change > log.room.lastChange())
                .forEach(log -> rooms.moveTo(log.room.id(), log.seq, log.change, now));
    }

    /**
     * Takes the place of the next message.
     *
     * @throws RoomArchived if nothing may be written into the room
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Place next(long roomId, Instant now) {
        return taken(roomId, rooms.advance(roomId, now));
    }

    /**
     * Takes the number of the next change to a message that exists.
     *
     * @throws RoomArchived if nothing may be changed in the room
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Place change(long roomId) {
        return taken(roomId, rooms.change(roomId));
    }

    /** Where the log stands now. */
    @Transactional(readOnly = true)
    public Place current(long roomId) {
        Place place = rooms.place(roomId);
        if (place == null) {
            throw new NotFound("room");
        }
        return place;
    }

    private Place taken(long roomId, int updated) {
        if (updated == 0) {
            throw new RoomArchived();
        }
        return current(roomId);
    }
}
