package app.parley.message;

import app.parley.account.User;
import app.parley.account.Users;
import app.parley.realtime.Broadcaster;
import app.parley.realtime.Refused;
import app.parley.room.RoomArchived;
import app.parley.web.NotFound;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.stereotype.Controller;

/** Posting, editing and deleting over the socket. */
@Controller
class MessageSocket {

    private static final Logger log = LoggerFactory.getLogger(MessageSocket.class);

    record Posting(
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
     * @param retryAfter seconds until the same message may be taken, or null if never
     */
    record Acknowledgement(
            @Nullable String clientId,
            long room,
            String status,
            @Nullable Long seq,
            @Nullable Long id,
            @Nullable String reason,
            @Nullable Long retryAfter) {}

    private final Conversation conversation;
    private final Users users;
    private final Broadcaster broadcaster;

    MessageSocket(Conversation conversation, Users users, Broadcaster broadcaster) {
        this.conversation = conversation;
        this.users = users;
        this.broadcaster = broadcaster;
    }

    @MessageMapping("/rooms/{room}/messages")
    void create(
            @DestinationVariable long room,
            @Payload Posting posting,
            Principal principal,
            @Header(SimpMessageHeaderAccessor.SESSION_ID_HEADER) String sessionId) {
        User author = author(principal);
        try {
            Message message =
                    conversation.post(author, room, Draft.of(posting.clientId(), posting.body(), posting.replyTo()));
            answer(
                    author,
                    sessionId,
                    new Acknowledgement(posting.clientId(), room, "stored", message.seq(), message.id(), null, null));
        } catch (RuntimeException e) {
            MessageRejected rejected = rejection(e);
            Long seconds =
                    rejected.retryAfter() == null ? null : rejected.retryAfter().toSeconds();
            answer(
                    author,
                    sessionId,
                    new Acknowledgement(
                            posting.clientId(), room, "rejected", null, null, rejected.sentence(), seconds));
            throw new Refused(rejected.sentence());
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
        } catch (RuntimeException e) {
            throw new Refused(rejection(e).sentence());
        }
    }

    private User author(Principal principal) {
        return users.findById(Long.parseLong(principal.getName()))
                .filter(User::isActive)
                .orElseThrow(() -> new Refused("You are not signed in."));
    }

    private void answer(User author, String sessionId, Acknowledgement acknowledgement) {
        broadcaster.answer(author.id(), sessionId, "acks", acknowledgement);
    }

    private static MessageRejected rejection(RuntimeException error) {
        return switch (error) {
            case MessageRejected rejected -> rejected;
            case NotFound _ -> new MessageRejected("This room or message does not exist, or you have no access to it.");
            case RoomArchived archived -> new MessageRejected(String.valueOf(archived.getMessage()));
            default -> {
                log.error("A message could not be stored", error);
                yield new MessageRejected(
                        "The server could not store the message. It will be sent again.", Duration.ofSeconds(5));
            }
        };
    }
}
