package app.parley.presence;

import app.parley.realtime.Refused;
import app.parley.room.RoomArchived;
import app.parley.text.Sentence;
import app.parley.web.NotFound;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.stereotype.Controller;

/** That somebody begins or ends to type. */
@Controller
class TypingSocket {

    record Sign(@Nullable Boolean on) {}

    private final Typing typing;

    TypingSocket(Typing typing) {
        this.typing = typing;
    }

    @MessageMapping("/rooms/{room}/typing")
    void update(
            @DestinationVariable long room,
            @Payload Sign sign,
            Principal principal,
            @Header(SimpMessageHeaderAccessor.SESSION_ID_HEADER) String sessionId) {
        if (sign.on() == null) {
            throw new Refused(Sentence.of("presence.typing.malformed"));
        }
        try {
            typing.turn(sign.on(), Long.parseLong(principal.getName()), room, sessionId);
        } catch (NotFound _) {
            throw new Refused(Sentence.of("room.absent"));
        } catch (RoomArchived archived) {
            throw new Refused(archived.sentence());
        }
    }
}
