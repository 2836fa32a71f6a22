package app.parley.room;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * Where a page of rooms ends: the place itself and not a room, so that no room is looked up whose name is none of the reader's
 * business, and the next page begins there whatever that room is called by then.
 *
 * @param orderKey of the last room, empty before all of them
 */
record RoomCursor(String orderKey, long id) {

    static final RoomCursor START = new RoomCursor("", 0);

    /** @throws ResponseStatusException if this is not what {@link #toString} gives */
    static RoomCursor parse(String text) {
        if (text.isEmpty()) {
            return START;
        }
        String[] parts = text.split("-", 2);
        if (!parts[0].matches("\\d{1,18}") || (parts.length == 2 && parts[1].length() > 2 * RoomKeys.LONGEST_ORDER)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        return new RoomCursor(parts.length == 2 ? parts[1] : "", Long.parseLong(parts[0]));
    }

    static RoomCursor behind(RoomSummary last) {
        return new RoomCursor(last.orderKey(), last.id());
    }

    @Override
    public String toString() {
        return id + "-" + orderKey;
    }
}
