package app.parley.message;

import app.parley.room.RoomLog;
import app.parley.web.NotFound;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes into the log, one transaction a verb: the numbers, the row and the commit belong together. */
@Component
class MessageWriter {

    private final RoomLog log;
    private final EntityManager entities;
    private final Clock clock;

    MessageWriter(RoomLog log, EntityManager entities, Clock clock) {
        this.log = log;
        this.entities = entities;
        this.clock = clock;
    }

    /** @throws org.springframework.dao.DataIntegrityViolationException if the clientId is stored already */
    @Transactional
    Message post(long roomId, long authorId, Draft draft) {
        Instant now = now();
        var message = new Message(roomId, log.next(roomId, now), authorId, draft, now);
        entities.persist(message);
        return message;
    }

    /** @throws NotFound if the message was deleted in the meantime */
    @Transactional
    Message edit(long roomId, long id, String body) {
        long change = log.change(roomId).change();
        Message message = alive(id);
        message.edit(body, change, now());
        return message;
    }

    /** @throws NotFound if the message was deleted in the meantime */
    @Transactional
    Message delete(long roomId, long id, long byUserId) {
        long change = log.change(roomId).change();
        Message message = alive(id);
        message.delete(byUserId, change, now());
        return message;
    }

    /** Read after the room's row is locked, so that of an edit and a deletion at the same moment one comes first. */
    private Message alive(long id) {
        Message message = entities.find(Message.class, id);
        if (message == null || message.isDeleted()) {
            throw new NotFound("message");
        }
        return message;
    }

    /** As exact as it is stored. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
