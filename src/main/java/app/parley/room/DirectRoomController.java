package app.parley.room;

import app.parley.account.User;
import app.parley.account.Users;
import app.parley.text.Sentence;
import app.parley.web.SeeOther;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The way into a direct room: by the others' usernames. */
@Controller
class DirectRoomController {

    private final DirectRooms directRooms;
    private final NamedPeople named;
    private final Users users;

    DirectRoomController(DirectRooms directRooms, NamedPeople named, Users users) {
        this.directRooms = directRooms;
        this.named = named;
        this.users = users;
    }

    @GetMapping("/direct")
    ModelAndView newDirectRoom() {
        return new ModelAndView("room/direct");
    }

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
        } else {
            return to(directRooms.of(me, others));
        }
    }

    /** Safe to follow although it may make the room: an empty one shows in nobody's list. */
    @GetMapping("/direct/{username}")
    ModelAndView show(User me, @PathVariable String username) {
        User other = users.findByUsername(username.toLowerCase(Locale.ROOT))
                .filter(User::isActive)
                .orElse(null);
        if (other == null) {
            return refused(HttpStatus.NOT_FOUND, username, Sentence.of("room.people.nobody"));
        } else if (other.id() == me.id()) {
            return refused(HttpStatus.UNPROCESSABLE_CONTENT, username, Sentence.of("room.direct.yourself"));
        } else {
            return to(directRooms.of(me, List.of(other)));
        }
    }

    private static ModelAndView to(Room room) {
        return new ModelAndView(new SeeOther("/rooms/" + room.id()));
    }

    private static ModelAndView refused(HttpStatus status, String people, Sentence why) {
        var page = new ModelAndView("room/direct", status);
        return page.addObject("people", people).addObject("error", why.here());
    }
}
