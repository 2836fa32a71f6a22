package app.parley.room;

import app.parley.account.User;
import app.parley.web.Creation;
import app.parley.web.Limited;
import app.parley.web.SeeOther;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/** My own membership: joining and leaving. */
@Controller
class MembershipController {

    private final Memberships memberships;
    private final RoomMembers members;

    MembershipController(Memberships memberships, RoomMembers members) {
        this.memberships = memberships;
        this.members = members;
    }

    @Limited(Creation.MEMBERSHIP)
    @PostMapping("/rooms/{room}/membership")
    View create(User me, @PathVariable long room) {
        members.join(me, room);
        return new SeeOther("/rooms/" + room);
    }

    @PostMapping("/rooms/{room}/membership/delete")
    ModelAndView destroy(User me, @PathVariable long room) {
        try {
            members.leave(me, room);
        } catch (LastOwner refused) {
            ModelAndView page = RoomController.settingsPage(memberships.require(me.id(), room))
                    .addObject("leaveError", refused.sentence().here());
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        return new ModelAndView(new SeeOther("/rooms"));
    }
}
