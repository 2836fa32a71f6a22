package app.parley.room;

import app.parley.account.User;
import app.parley.web.SeeOther;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/** Making a room read-only, and taking that back. */
@Controller
class ArchiveController {

    private final RoomSettings settings;

    ArchiveController(RoomSettings settings) {
        this.settings = settings;
    }

    @PostMapping("/rooms/{room}/archive")
    View create(User me, @PathVariable long room) {
        settings.archive(me.id(), room);
        return new SeeOther("/rooms/" + room);
    }

    @PostMapping("/rooms/{room}/archive/delete")
    View destroy(User me, @PathVariable long room) {
        settings.reopen(me.id(), room);
        return new SeeOther("/rooms/" + room);
    }
}
