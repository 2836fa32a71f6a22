package app.parley.room;

import app.parley.text.Objection;
import app.parley.text.Sentence;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The room is read-only. */
@ResponseStatus(HttpStatus.CONFLICT)
public class RoomArchived extends Objection {

    public RoomArchived() {
        super(Sentence.of("room.archived"));
    }
}
