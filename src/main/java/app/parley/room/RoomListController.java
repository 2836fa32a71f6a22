package app.parley.room;

import app.parley.account.User;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * The list in the side bar: loaded once, kept over page visits, asked for again when the socket reconnects. Of a room that has
 * changed only its row is asked for, however long the list is.
 */
@Controller
class RoomListController {

    /** Whoever has more of them asks for all. */
    private static final int MOST_ROWS = 100;

    private final RoomList list;

    RoomListController(RoomList list) {
        this.list = list;
    }

    @GetMapping("/rooms/list")
    String show(User me, @RequestParam(name = "room", defaultValue = "") List<Long> rooms, Model model) {
        if (rooms.size() > MOST_ROWS) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        model.addAttribute("roomList", rooms.isEmpty() ? list.of(me.id()) : list.of(me.id(), rooms));
        return "room/_list";
    }
}
