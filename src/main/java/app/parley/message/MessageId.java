package app.parley.message;

/**
 * A message's id is its address: the room's id in the high bits, the seq in the low 30. So the application assigns it
 * without asking anybody, the primary key is the order of the log, and every page is one range of it. Below 2^53, which
 * JavaScript's numbers hold exactly: 8 million rooms of a thousand million messages.
 *
 * @param roomId 1 to 2^23 - 1
 * @param seq 0 (before the first message) to 2^30 - 1
 */
record MessageId(long roomId, long seq) {

    private static final int SEQ_BITS = 30;
    /** How many ids a room has: {@code id = room * SIZE_OF_ROOM + seq}. */
    static final long SIZE_OF_ROOM = 1L << SEQ_BITS;

    private static final long LAST_SEQ = (1L << SEQ_BITS) - 1;
    private static final long LAST_ROOM = (1L << 23) - 1;

    MessageId {
        if (roomId < 1 || roomId > LAST_ROOM || seq < 0 || seq > LAST_SEQ) {
            throw new IllegalArgumentException("No address for message %d of room %d".formatted(seq, roomId));
        }
    }

    long value() {
        return roomId << SEQ_BITS | seq;
    }

    /** The id just before this seq, cut to the room: where a page after or up to a seq that may be absurd begins. */
    static long clamped(long roomId, long seq) {
        return new MessageId(roomId, Math.clamp(seq, 0, LAST_SEQ)).value();
    }

    /** The greatest id that the room can have. */
    static long last(long roomId) {
        return new MessageId(roomId, LAST_SEQ).value();
    }

    /** The id before the room's first message. */
    static long first(long roomId) {
        return new MessageId(roomId, 0).value();
    }
}
