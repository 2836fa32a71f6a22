package app.parley.message;

import app.parley.account.Blocks;
import app.parley.account.User;
import app.parley.account.Users;
import app.parley.room.DirectRooms;
import app.parley.room.Room;
import app.parley.text.Objection;
import app.parley.text.Sentence;
import app.parley.web.Creation;
import app.parley.web.Limited;
import app.parley.web.SeeOther;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The direct room with one other person, by an address; there is none before something is said in it. */
@Controller
class DirectMessageController {

    private final DirectRooms directRooms;
    private final Conversation conversation;
    private final Reading reading;
    private final Users users;
    private final Blocks blocks;

    DirectMessageController(
            DirectRooms directRooms, Conversation conversation, Reading reading, Users users, Blocks blocks) {
        this.directRooms = directRooms;
        this.conversation = conversation;
        this.reading = reading;
        this.users = users;
        this.blocks = blocks;
    }

    /** To the room, or a page to write the first message on. */
    @GetMapping("/direct/{username}")
    ModelAndView show(User me, @PathVariable String username) {
        User other = find(username);
        if (other == null || other.id() == me.id()) {
            return refused(username, other);
        }
        return directRooms
                .find(me, List.of(other))
                .map(DirectMessageController::to)
                .orElseGet(() -> page(other));
    }

    /** Makes the room if there is none, and posts the first message. */
    @Limited(Creation.DIRECT_ROOM)
    @PostMapping("/direct/{username}")
    ModelAndView create(
            User me,
            @PathVariable String username,
            @RequestParam(required = false) @Nullable String clientId,
            @RequestParam(required = false) @Nullable String body) {
        User other = find(username);
        if (other == null || other.id() == me.id()) {
            return refused(username, other);
        }
        try {
            Draft draft = Draft.of(clientId, body, null); // before there is a room for it
            if (blocks.between(me.id(), other.id())) {
                throw MessageRejected.barred();
            }
            Room room = directRooms.of(me, List.of(other));
            Message message = conversation.postNow(me, room.id(), draft);
            reading.advance(me.id(), room.id(), message.seq());
            return to(room);
        } catch (Objection refused) {
            ModelAndView page = page(other);
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page.addObject("draft", body)
                    .addObject("error", refused.sentence().here());
        }
    }

    private @Nullable User find(String username) {
        return users.findByUsername(username.toLowerCase(Locale.ROOT))
                .filter(User::isActive)
                .orElse(null);
    }

    private static ModelAndView refused(String username, @Nullable User myself) {
        HttpStatus status = myself == null ? HttpStatus.NOT_FOUND : HttpStatus.UNPROCESSABLE_CONTENT;
        Sentence why = Sentence.of(myself == null ? "room.people.nobody" : "room.direct.yourself");
        return new ModelAndView("room/direct", status)
                .addObject("people", username)
                .addObject("error", why.here());
    }

    private static ModelAndView page(User other) {
        return new ModelAndView("message/direct")
                .addObject("other", other.viewer())
                .addObject("clientId", UUID.randomUUID().toString());
    }

    private static ModelAndView to(Room room) {
        return new ModelAndView(new SeeOther("/rooms/" + room.id()));
    }
}
