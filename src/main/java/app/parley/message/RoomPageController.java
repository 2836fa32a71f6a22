package app.parley.message;

import app.parley.account.User;
import app.parley.room.Memberships;
import app.parley.web.SeeOther;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/** The page of a room, the same page around one message, and the way back to the room that was open last. */
@Controller
class RoomPageController {

    private static final String LAST_ROOM = "parley-room";

    private final RoomPage page;
    private final Memberships memberships;

    RoomPageController(RoomPage page, Memberships memberships) {
        this.page = page;
        this.memberships = memberships;
    }

    /** To the room that was open last, else to the one that the person has been in longest. */
    @GetMapping("/")
    View home(User me, @CookieValue(name = LAST_ROOM, defaultValue = "") String last) {
        if (last.matches("[1-9][0-9]{0,8}") && memberships.exists(me.id(), Long.parseLong(last))) {
            return new SeeOther("/rooms/" + last);
        }
        return memberships.firstOf(me.id(), Limit.of(1)).stream()
                .findFirst()
                .map(room -> new SeeOther("/rooms/" + room))
                .orElseGet(() -> new SeeOther("/rooms"));
    }

    @GetMapping(path = "/rooms/{room}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView show(User me, @PathVariable long room, HttpServletResponse response) {
        ModelAndView shown = page.show(me, room);
        response.addHeader(HttpHeaders.SET_COOKIE, lastRoom(room));
        return shown;
    }

    @GetMapping(path = "/rooms/{room}/messages/{seq}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView permalink(User me, @PathVariable long room, @PathVariable long seq) {
        return page.around(me, room, seq);
    }

    /** In a cookie, because a page view writes nothing into the database. */
    private static String lastRoom(long room) {
        return ResponseCookie.from(LAST_ROOM, Long.toString(room))
                .path("/")
                .httpOnly(true)
                .sameSite("Lax")
                .maxAge(Duration.ofDays(90))
                .build()
                .toString();
    }
}
