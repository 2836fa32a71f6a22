package app.parley.message;

import app.parley.web.Viewer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as programs read it, in events and in pages of the transcript: fields for programs, {@code html} for the page.
 *
 * @param body the Markdown source, empty once deleted
 * @param html the whole rendered fragment
 * @param createdAt ISO 8601 in UTC
 */
record WireMessage(
        long id,
        long seq,
        long change,
        String clientId,
        Author author,
        String body,
        String html,
        Instant createdAt,
        boolean edited,
        boolean deleted,
        @Nullable Long replyTo,
        List<Object> attachments) {

    record Author(long id, String name) {}

    static WireMessage of(Message message, Viewer author, Fragment fragment) {
        return new WireMessage(
                message.id(),
                message.seq(),
                message.change(),
                message.clientId(),
                new Author(author.id(), author.name()),
                message.body(),
                fragment.html(),
                message.createdAt(),
                message.isEdited(),
                message.isDeleted(),
                message.replyTo(),
                List.of());
    }
}
