package app.parley.presence;

import app.parley.account.Presence;
import app.parley.account.Presences;
import app.parley.account.session.LastAccess;
import app.parley.room.Memberships;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What pages show of the roster. */
@Component
class WhoIsHere implements Presences {

    private final Roster roster;
    private final Memberships memberships;
    private final LastAccess lastAccess;

    WhoIsHere(Roster roster, Memberships memberships, LastAccess lastAccess) {
        this.roster = roster;
        this.memberships = memberships;
        this.lastAccess = lastAccess;
    }

    @Override
    public Presence of(long userId) {
        return roster.of(userId);
    }

    @Override
    public Map<Long, Presence> among(Collection<Long> userIds) {
        return roster.among(userIds);
    }

    /** When a socket was closed last, or the last visit that is stored, whichever was later. */
    @Override
    public Optional<Instant> lastSeen(long userId) {
        return Stream.concat(roster.lastSeen(userId).stream(), lastAccess.of(userId).stream())
                .max(Comparator.naturalOrder());
    }

    @Override
    public boolean isVisibleTo(long viewerId, long userId) {
        return memberships.share(viewerId, userId);
    }
}
