package app.parley.room;

import app.parley.account.User;
import app.parley.text.Sentence;
import app.parley.web.Creation;
import app.parley.web.Limited;
import app.parley.web.SeeOther;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The way into a direct room: by the others' usernames. */
@Controller
class DirectRoomController {

    private final DirectRooms directRooms;
    private final NamedPeople named;
    private final BringingIn bringingIn;

    DirectRoomController(DirectRooms directRooms, NamedPeople named, BringingIn bringingIn) {
        this.directRooms = directRooms;
        this.named = named;
        this.bringingIn = bringingIn;
    }

    @GetMapping("/direct")
    ModelAndView newDirectRoom() {
        return new ModelAndView("room/direct");
    }

    @Limited(Creation.DIRECT_ROOM)
    @PostMapping("/direct")
    ModelAndView create(User me, @RequestParam(defaultValue = "") String people) {
        NamedPeople.Found found = named.find(people);
        List<User> others =
                found.people().stream().filter(person -> person.id() != me.id()).toList();
        if (!found.unknown().isEmpty()) {
            return refused(HttpStatus.UNPROCESSABLE_CONTENT, people, found.nobody());
        } else if (others.isEmpty()) {
            return refused(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    people,
                    Sentence.of(found.people().isEmpty() ? "room.direct.nobody" : "room.direct.yourself"));
        } else if (others.size() >= DirectRooms.MOST) {
            return refused(
                    HttpStatus.UNPROCESSABLE_CONTENT, people, Sentence.of("room.direct.too-many", DirectRooms.MOST));
        }
        boolean known = others.size() == 1 || directRooms.find(me, others).isPresent();
        Sentence refusal = known ? null : bringingIn.refusal(me, others);
        return refusal == null
                ? to(directRooms.of(me, others))
                : refused(HttpStatus.UNPROCESSABLE_CONTENT, people, refusal);
    }

    private static ModelAndView to(Room room) {
        return new ModelAndView(new SeeOther("/rooms/" + room.id()));
    }

    private static ModelAndView refused(HttpStatus status, String people, Sentence why) {
        var page = new ModelAndView("room/direct", status);
        return page.addObject("people", people).addObject("error", why.here());
    }
}
