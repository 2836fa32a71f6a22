package app.parley.room;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The room is read-only. */
@ResponseStatus(HttpStatus.CONFLICT)
public class RoomArchived extends RuntimeException {

    public RoomArchived() {
        super("This room is archived: it can be read but not written to.", null, false, false);
    }
}
