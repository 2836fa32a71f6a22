package app.parley.account;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Where pages learn who is here; the module that watches it implements this. */
public interface Presences {

    Presence of(long userId);

    /** Those of these people who are not offline. */
    Map<Long, Presence> among(Collection<Long> userIds);

    /** When somebody who is offline was here last, as far as this is known. */
    Optional<Instant> lastSeen(long userId);

    /** Whether the one may know whether the other is here: only people who share a room do. */
    boolean isVisibleTo(long viewerId, long userId);
}
