package app.parley.room;

import java.util.Collection;
import java.util.Map;

/** How much is unread; the module that stores messages knows. */
public interface UnreadCounts {

    /**
     * Counts for all rooms of one person's list.
     *
     * @return by room id; a room where everything is read is absent
     */
    Map<Long, Count> of(long userId);

    /** The same for some rooms, of which those that are not the person's are absent. */
    Map<Long, Count> of(long userId, Collection<Long> roomIds);

    /**
     * What one person has not read in one room.
     *
     * @param unread 0 to 100 messages, where 100 stands for more than 99
     * @param mentions how many of them call the person, or everybody; in the same range
     */
    record Count(int unread, int mentions) {

        public static final Count NONE = new Count(0, 0);
    }
}
