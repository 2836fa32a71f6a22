package app.parley.room;

import app.parley.account.User;
import app.parley.web.SeeOther;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/** My own membership: joining and leaving. */
@Controller
class MembershipController {

    private final RoomMembers members;

    MembershipController(RoomMembers members) {
        this.members = members;
    }

    @PostMapping("/rooms/{room}/membership")
    View create(User me, @PathVariable long room) {
        members.join(me, room);
        return new SeeOther("/rooms/" + room);
    }

    @PostMapping("/rooms/{room}/membership/delete")
    View destroy(User me, @PathVariable long room) {
        members.leave(me, room);
        return new SeeOther("/rooms");
    }
}
