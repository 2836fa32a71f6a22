package app.parley.message;

import app.parley.text.Sentence;
import app.parley.web.PlainText;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to post.
 *
 * @param clientId a UUID that the author's client made for this message; the same one again stores nothing
 * @param body Markdown, 1 to 10,000 code points
 * @param replyTo the seq of the message that this one answers, or null
 */
record Draft(String clientId, String body, @Nullable Long replyTo) {

    static final int LONGEST = 10_000;

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    /**
     * Makes a draft of what a client sent. Line ends become LF, as forms send CRLF; nothing else changes.
     *
     * @throws MessageRejected if the text cannot be stored exactly or the clientId is no UUID
     */
    static Draft of(@Nullable String clientId, @Nullable String body, @Nullable Long replyTo) {
        if (clientId == null || !UUID.matcher(clientId).matches()) {
            throw new MessageRejected(Sentence.of("message.client-id"));
        }
        return new Draft(clientId, checked(body), replyTo);
    }

    /**
     * The text as it will be stored.
     *
     * @throws MessageRejected saying what is wrong with it
     */
    static String checked(@Nullable String body) {
        if (body == null || body.isBlank()) {
            throw new MessageRejected(Sentence.of("message.empty"));
        }
        String text = body.replace("\r\n", "\n");
        int length = text.codePointCount(0, text.length());
        if (length > LONGEST) {
            throw new MessageRejected(Sentence.of("message.too-long", length, LONGEST));
        }
        if (text.codePoints().anyMatch(Draft::isUnstorable)) {
            throw new MessageRejected(Sentence.of("message.broken"));
        }
        if (PlainText.isBlank(text)) {
            throw new MessageRejected(Sentence.of("message.blank"));
        }
        return text;
    }

    private static boolean isUnstorable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character != '\n' && character != '\t';
            case Character.SURROGATE -> true;
            default -> false;
        };
    }
}
