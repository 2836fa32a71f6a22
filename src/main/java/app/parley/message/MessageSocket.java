package app.parley.message;

import app.parley.account.User;
import app.parley.account.Users;
import app.parley.realtime.Broadcaster;
import app.parley.realtime.Refused;
import app.parley.text.Objection;
import app.parley.text.Sentence;
import app.parley.web.NotFound;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.stereotype.Controller;

/** Posting, editing and deleting over the socket. */
@Controller
class MessageSocket {

    record Sent(
            @Nullable String clientId,
            @Nullable String body,
            @Nullable Long replyTo,
            @Nullable List<Object> attachments) {}

    record Edit(@Nullable String body) {}

    /**
     * The answer to a posting, sent when the message is on disk or will never be.
     *
     * @param status {@code stored} or {@code rejected}
     * @param reason a sentence for the author, when rejected
     * @param retryAfter null if this message will never be taken; else it is not refused, and nobody knows yet whether it is
     *     stored: after so many seconds the same clientId again finds it, or stores it
     */
    record Acknowledgement(
            @Nullable String clientId,
            long room,
            String status,
            @Nullable Long seq,
            @Nullable Long id,
            @Nullable String reason,
            @Nullable Long retryAfter) {

        static Acknowledgement stored(Message message) {
            return new Acknowledgement(
                    message.clientId(), message.roomId(), "stored", message.seq(), message.id(), null, null);
        }

        static Acknowledgement rejected(@Nullable String clientId, long room, MessageRejected why, Locale language) {
            Duration retryAfter = why.retryAfter();
            return new Acknowledgement(
                    clientId,
                    room,
                    "rejected",
                    null,
                    null,
                    why.sentence().in(language),
                    retryAfter == null ? null : retryAfter.toSeconds());
        }
    }

    private final Conversation conversation;
    private final Users users;
    private final Broadcaster broadcaster;

    MessageSocket(Conversation conversation, Users users, Broadcaster broadcaster) {
        this.conversation = conversation;
        this.users = users;
        this.broadcaster = broadcaster;
    }

    /** Answers later: the connection is free for the next message while this one is on its way to the disk. */
    @MessageMapping("/rooms/{room}/messages")
    void create(
            @DestinationVariable long room,
            @Payload Sent sent,
            Principal principal,
            @Header(SimpMessageHeaderAccessor.SESSION_ID_HEADER) String sessionId) {
        long authorId = Long.parseLong(principal.getName());
        Locale language = LocaleContextHolder.getLocale(); // known to this thread only
        try {
            var _ = conversation
                    .post(authorId, room, Draft.of(sent.clientId(), sent.body(), sent.replyTo()))
                    .whenComplete((message, error) -> {
                        if (message != null) {
                            answer(authorId, sessionId, Acknowledgement.stored(message));
                        } else {
                            reject(authorId, sessionId, room, sent.clientId(), rejection(error), language);
                        }
                    });
        } catch (MessageRejected rejected) {
            reject(authorId, sessionId, room, sent.clientId(), rejected, language);
        }
    }

    @MessageMapping("/rooms/{room}/messages/{seq}/edit")
    void update(
            @DestinationVariable long room, @DestinationVariable long seq, @Payload Edit edit, Principal principal) {
        refusing(() -> conversation.edit(author(principal), room, seq, edit.body()));
    }

    @MessageMapping("/rooms/{room}/messages/{seq}/delete")
    void destroy(@DestinationVariable long room, @DestinationVariable long seq, Principal principal) {
        refusing(() -> conversation.delete(author(principal), room, seq));
    }

    private static void refusing(Runnable verb) {
        try {
            verb.run();
        } catch (NotFound _) {
            throw new Refused(Sentence.of("message.absent"));
        } catch (Objection objection) {
            throw new Refused(objection.sentence());
        }
    }

    private User author(Principal principal) {
        return users.findById(Long.parseLong(principal.getName()))
                .filter(User::isActive)
                .orElseThrow(() -> new Refused(Sentence.of("message.signed-out")));
    }

    private void answer(long authorId, String sessionId, Acknowledgement acknowledgement) {
        broadcaster.answer(authorId, sessionId, "acks", acknowledgement);
    }

    private void reject(
            long authorId,
            String sessionId,
            long room,
            @Nullable String clientId,
            MessageRejected rejected,
            Locale language) {
        answer(authorId, sessionId, Acknowledgement.rejected(clientId, room, rejected, language));
        String reason = rejected.sentence().in(language);
        broadcaster.refuse(authorId, sessionId, "/app/rooms/" + room + "/messages", reason);
    }

    private static MessageRejected rejection(Throwable error) {
        return switch (error) {
            case MessageRejected rejected -> rejected;
            case NotFound _ -> new MessageRejected(Sentence.of("message.absent"));
            case Objection objection -> new MessageRejected(objection.sentence());
            case CompletionException wrapped when wrapped.getCause() != null -> rejection(wrapped.getCause());
            default -> MessageRejected.late();
        };
    }
}
