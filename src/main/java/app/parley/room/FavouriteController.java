package app.parley.room;

import app.parley.account.User;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/** The rooms that stand first in my list. */
@Controller
class FavouriteController {

    private final RoomSettings settings;

    FavouriteController(RoomSettings settings) {
        this.settings = settings;
    }

    @PostMapping("/rooms/{room}/favourite")
    View create(User me, @PathVariable long room) {
        return RoomSettings.page(settings.favour(me.id(), room, true));
    }

    @PostMapping("/rooms/{room}/favourite/delete")
    View destroy(User me, @PathVariable long room) {
        return RoomSettings.page(settings.favour(me.id(), room, false));
    }
}
