package app.parley.message;

import app.parley.account.User;
import app.parley.room.RoomLog;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes messages of the past into a room's log, in their order, without telling anybody. */
@Component
public class MessageImport {

    /**
     * A message that was written somewhere else or some time ago.
     *
     * @param body Markdown, 1 to 10,000 code points
     */
    public record Past(User author, String body, Instant at) {}

    private final RoomLog log;
    private final Mentions mentions;
    private final EntityManager entities;

    MessageImport(RoomLog log, Mentions mentions, EntityManager entities) {
        this.log = log;
        this.mentions = mentions;
        this.entities = entities;
    }

    /**
     * Adds all of these messages or none, with fresh numbers after what the room already holds.
     *
     * @throws MessageRejected if a text cannot be stored
     */
    @Transactional
    public void add(long roomId, List<Past> messages) {
        List<Draft> drafts = messages.stream()
                .map(past -> Draft.of(UUID.randomUUID().toString(), past.body(), null))
                .toList();
        List<MessageText> texts =
                drafts.stream().map(draft -> MessageText.of(draft.body())).toList();
        Map<String, Mentioned> people = mentions.calledIn(texts);
        var called = new ArrayList<Mentions.Called>();
        for (int i = 0; i < messages.size(); i++) {
            Past past = messages.get(i);
            Instant at = past.at().truncatedTo(ChronoUnit.MILLIS);
            var message =
                    new Message(roomId, log.next(roomId, at), past.author().id(), drafts.get(i), at);
            entities.persist(message);
            called.add(new Mentions.Called(message, texts.get(i), Mentions.in(texts.get(i), people)));
        }
        entities.flush();
        mentions.store(called);
    }
}
