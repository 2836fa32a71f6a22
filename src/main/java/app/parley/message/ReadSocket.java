package app.parley.message;

import app.parley.realtime.Refused;
import app.parley.text.Sentence;
import app.parley.web.NotFound;
import java.security.Principal;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.stereotype.Controller;

/** How far somebody has read, told by the page that shows it. */
@Controller
class ReadSocket {

    record Position(long seq) {}

    private final Reading reading;

    ReadSocket(Reading reading) {
        this.reading = reading;
    }

    @MessageMapping("/rooms/{room}/read")
    void update(@DestinationVariable long room, @Payload Position position, Principal principal) {
        if (position.seq() < 1) {
            throw new Refused(Sentence.of("message.read.malformed"));
        }
        try {
            reading.advance(Long.parseLong(principal.getName()), room, position.seq());
        } catch (NotFound _) {
            throw new Refused(Sentence.of("room.absent"));
        }
    }
}
