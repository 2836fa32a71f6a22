package app.parley.message;

import app.parley.web.Viewer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message as its template shows it; nothing in it depends on who looks.
 *
 * @param html the sanitised text, empty for a tombstone
 */
record MessageView(
        long id,
        long room,
        long seq,
        long change,
        String clientId,
        Viewer author,
        String html,
        Instant createdAt,
        boolean edited,
        boolean deleted,
        @Nullable Long replyTo) {

    private static final DateTimeFormatter TEXT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    static MessageView of(Message message, Viewer author, String html) {
        return new MessageView(
                message.id(),
                message.roomId(),
                message.seq(),
                message.change(),
                message.clientId(),
                author,
                html,
                message.createdAt(),
                message.isEdited(),
                message.isDeleted(),
                message.replyTo());
    }

    /** The time for readers without JavaScript. */
    public String createdAtText() {
        return TEXT.format(createdAt);
    }
}
