package app.parley.presence;

import app.parley.realtime.Refused;
import app.parley.text.Sentence;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.stereotype.Controller;

/** Whether somebody is doing something in a page, told by the page. */
@Controller
class PresenceSocket {

    /** @param state {@code active} or {@code idle} */
    record State(@Nullable String state) {}

    private final Roster roster;

    PresenceSocket(Roster roster) {
        this.roster = roster;
    }

    @MessageMapping("/presence")
    void update(
            @Payload State state,
            Principal principal,
            @Header(SimpMessageHeaderAccessor.SESSION_ID_HEADER) String sessionId) {
        boolean active = switch (state.state()) {
            case "active" -> true;
            case "idle" -> false;
            case null, default -> throw new Refused(Sentence.of("presence.state"));
        };
        roster.says(Long.parseLong(principal.getName()), sessionId, active);
    }
}
