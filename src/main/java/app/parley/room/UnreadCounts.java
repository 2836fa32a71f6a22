package app.parley.room;

import java.util.Map;

/** How much is unread; the module that stores messages knows. */
public interface UnreadCounts {

    /**
     * Counts for all rooms of one person's list.
     *
     * @return room id to number of unread messages, 1 to 100 where 100 stands for more than 99; a room where everything is
     *     read is absent
     */
    Map<Long, Integer> of(long userId);
}
