package app.parley.notification;

import java.time.Instant;

/** A way on which people hear of what they missed. */
public interface NoticeChannel {

    /**
     * Notes who is to be told of these messages, in the database: what is noted survives the server. May be asked for the same
     * messages twice, and tells of them once.
     *
     * @param after the seq before the first of the messages
     * @param last the seq of the last one
     * @param since what is older is no news
     */
    void note(long roomId, long after, long last, Instant since);
}
