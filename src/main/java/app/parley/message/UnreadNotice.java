package app.parley.message;

/**
 * A number in somebody's room list changed.
 *
 * @param type {@code unread} when something came, {@code read} when the person read
 * @param unread 0 to 100, where 100 stands for more than 99
 */
record UnreadNotice(String type, long room, int unread, int mentions) {

    static UnreadNotice unread(long room, int unread) {
        return new UnreadNotice("unread", room, unread, 0);
    }

    static UnreadNotice read(long room, int unread) {
        return new UnreadNotice("read", room, unread, 0);
    }
}
