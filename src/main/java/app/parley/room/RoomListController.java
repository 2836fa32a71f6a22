package app.parley.room;

import app.parley.account.User;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The list in the side bar: loaded once, kept over page visits, asked for again when the socket reconnects. */
@Controller
class RoomListController {

    private final RoomList list;

    RoomListController(RoomList list) {
        this.list = list;
    }

    @GetMapping("/rooms/list")
    String show(User me, Model model) {
        model.addAttribute("roomList", list.of(me.id()));
        return "room/_list";
    }
}
