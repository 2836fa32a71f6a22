package app.parley.room;

import app.parley.account.User;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.View;

/** How much a room notifies me. */
@Controller
class InvolvementController {

    private final RoomSettings settings;

    InvolvementController(RoomSettings settings) {
        this.settings = settings;
    }

    @PostMapping("/rooms/{room}/involvement")
    View update(User me, @PathVariable long room, @RequestParam(defaultValue = "") String involvement) {
        Involvement chosen = Involvement.of(involvement);
        if (chosen == null) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        return RoomSettings.page(settings.involve(me.id(), room, chosen));
    }
}
