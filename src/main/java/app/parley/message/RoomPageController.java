package app.parley.message;

import app.parley.account.User;
import app.parley.web.SeeOther;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
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

    RoomPageController(RoomPage page) {
        this.page = page;
    }

    @GetMapping("/")
    View home(@CookieValue(name = LAST_ROOM, defaultValue = "") String room) {
        return new SeeOther(room.matches("[1-9][0-9]{0,8}") ? "/rooms/" + room : "/rooms");
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
