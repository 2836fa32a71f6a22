package app.parley.message;

import app.parley.room.UnreadCounts;

/**
 * A number in somebody's room list changed.
 *
 * @param type {@code unread} when something came, {@code read} when the person moved the read position
 * @param unread 0 to 100, where 100 stands for more than 99
 * @param mentions how many of them call the person
 */
record UnreadNotice(String type, long room, int unread, int mentions) {

    static UnreadNotice unread(long room, UnreadCounts.Count count) {
        return new UnreadNotice("unread", room, count.unread(), count.mentions());
    }

    static UnreadNotice read(long room, UnreadCounts.Count count) {
        return new UnreadNotice("read", room, count.unread(), count.mentions());
    }
}
