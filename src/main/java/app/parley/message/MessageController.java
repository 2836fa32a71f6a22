package app.parley.message;

import app.parley.account.User;
import app.parley.room.Membership;
import app.parley.room.RoomArchived;
import app.parley.web.SeeOther;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.ModelAndView;

/** The messages of a room over HTTP: pages of the transcript, and the same verbs as over the socket. */
@Controller
class MessageController {

    private final Transcript transcript;
    private final Conversation conversation;
    private final MessageRenderer renderer;
    private final RoomPage roomPage;
    private final Reading reading;
    private final UnsentDrafts drafts;

    MessageController(
            Transcript transcript,
            Conversation conversation,
            MessageRenderer renderer,
            RoomPage roomPage,
            Reading reading,
            UnsentDrafts drafts) {
        this.transcript = transcript;
        this.conversation = conversation;
        this.renderer = renderer;
        this.roomPage = roomPage;
        this.reading = reading;
        this.drafts = drafts;
    }

    @GetMapping(path = "/rooms/{room}/messages", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    TranscriptPage.@Nullable Wire index(User me, @PathVariable long room, TranscriptQuery query, WebRequest request) {
        TranscriptPage page = query.ask(transcript, me.id(), room);
        return request.checkNotModified(page.etag()) ? null : page.wire();
    }

    @GetMapping(path = "/rooms/{room}/messages", produces = MediaType.TEXT_HTML_VALUE)
    @Nullable
    ModelAndView page(User me, @PathVariable long room, TranscriptQuery query, WebRequest request) {
        TranscriptPage page = query.ask(transcript, me.id(), room);
        return request.checkNotModified(page.etag()) ? null : new ModelAndView("message/_page", "page", page);
    }

    @PostMapping(path = "/rooms/{room}/messages", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<WireMessage> create(
            User me,
            @PathVariable long room,
            @RequestParam(required = false) @Nullable String clientId,
            @RequestParam(required = false) @Nullable String body,
            @RequestParam(required = false) @Nullable Long replyTo) {
        Message message = conversation.postNow(me, room, Draft.of(clientId, body, replyTo));
        URI place = URI.create("/rooms/%d/messages/%d".formatted(room, message.seq()));
        return ResponseEntity.created(place)
                .body(WireMessage.of(message, me.viewer(), renderer.render(message, me.viewer())));
    }

    /**
     * The composer without JavaScript. Who answers has read what came before: so the room opens at its end, where the answer
     * is, however much was unread.
     */
    @PostMapping(path = "/rooms/{room}/messages", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView createFromForm(
            User me,
            @PathVariable long room,
            @RequestParam(required = false) @Nullable String clientId,
            @RequestParam(required = false) @Nullable String body,
            @RequestParam(required = false) @Nullable Long replyTo,
            HttpServletResponse response) {
        try {
            Message message = conversation.postNow(me, room, Draft.of(clientId, body, replyTo));
            reading.advance(me.id(), room, message.seq());
            drafts.deleteById(new Membership.Id(room, me.id()));
            return new ModelAndView(new SeeOther("/rooms/" + room + "#message-" + message.seq()));
        } catch (MessageRejected | RoomArchived refused) {
            Duration wait = refused instanceof MessageRejected rejected ? rejected.retryAfter() : null;
            if (wait != null) {
                response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds()));
            }
            return roomPage.refused(me, room, clientId, body, refused);
        }
    }

    @PostMapping("/rooms/{room}/messages/{seq}")
    ModelAndView update(
            User me,
            @PathVariable long room,
            @PathVariable long seq,
            @RequestParam(required = false) @Nullable String body) {
        conversation.edit(me, room, seq, body);
        return new ModelAndView(new SeeOther("/rooms/" + room + "/messages/" + seq));
    }

    @PostMapping("/rooms/{room}/messages/{seq}/delete")
    ModelAndView destroy(User me, @PathVariable long room, @PathVariable long seq) {
        conversation.delete(me, room, seq);
        return new ModelAndView(new SeeOther("/rooms/" + room + "/messages/" + seq));
    }
}
