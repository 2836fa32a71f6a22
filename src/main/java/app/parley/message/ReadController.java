package app.parley.message;

import app.parley.account.User;
import app.parley.web.SeeOther;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.View;

/** How far somebody has read: told by whom no script watches, since a page view writes nothing; and taken back. */
@Controller
class ReadController {

    private final Reading reading;
    private final NewSince newSince;

    ReadController(Reading reading, NewSince newSince) {
        this.reading = reading;
        this.newSince = newSince;
    }

    @PostMapping("/rooms/{room}/read")
    View update(User me, @PathVariable long room, @RequestParam long seq) {
        reading.advance(me.id(), room, seq);
        return new SeeOther("/rooms/" + room);
    }

    /** What is new from this message on. */
    @GetMapping("/rooms/{room}/messages/{seq}/unread")
    @ResponseBody
    NewSince.Answer show(User me, @PathVariable long room, @PathVariable long seq) {
        return newSince.of(me.id(), room, seq);
    }

    @PostMapping("/rooms/{room}/messages/{seq}/unread")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void rewind(User me, @PathVariable long room, @PathVariable long seq) {
        reading.rewind(me.id(), room, seq);
    }
}
