package app.parley.presence;

import app.parley.account.Presence;
import app.parley.realtime.Broadcaster;
import app.parley.realtime.LiveSessions;
import app.parley.realtime.SocketClosed;
import app.parley.realtime.SocketOpened;
import app.parley.realtime.Topic;
import app.parley.realtime.TopicSubscribed;
import app.parley.room.Membership;
import app.parley.room.MembershipEnded;
import app.parley.room.MembershipStarted;
import app.parley.room.Memberships;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Tells the rooms that somebody has open who of their members is here, in one round a second: whoever subscribed since the
 * last one gets the whole picture, everybody else what has changed. However many come at once, a room makes two events of
 * it; one that nobody has open costs nothing.
 */
@Component
class Digests {

    /** @param users a word for each person's id */
    record Digest(Map<String, String> users) {

        static Digest of(Map<Long, Presence> presences) {
            var users = new TreeMap<String, String>();
            presences.forEach((userId, presence) -> users.put(Long.toString(userId), presence.word()));
            return new Digest(users);
        }
    }

    private static final Logger log = LoggerFactory.getLogger(Digests.class);

    /** So many rooms and people are looked up by one query. */
    private static final int AT_ONCE = 500;

    private final Roster roster;
    private final Memberships memberships;
    private final LiveSessions live;
    private final Broadcaster broadcaster;
    private final Map<Long, Set<String>> newcomers = new ConcurrentHashMap<>();
    private final Set<Membership.Id> moved = ConcurrentHashMap.newKeySet();

    /** For each socket the rooms whose picture it got, and in which round: only what changes later is news to it. */
    private final Map<String, Map<Long, Long>> welcomed = new ConcurrentHashMap<>();

    /** What the readers of each room that is open were told: who is not offline. Belongs to the round. */
    private final Map<Long, Map<Long, Presence>> pictures = new HashMap<>();

    /** The number of the round. Belongs to it. */
    private long number;

    Digests(Roster roster, Memberships memberships, LiveSessions live, Broadcaster broadcaster) {
        this.roster = roster;
        this.memberships = memberships;
        this.live = live;
        this.broadcaster = broadcaster;
    }

    @EventListener
    void on(SocketOpened event) {
        welcomed.put(event.sessionId(), new ConcurrentHashMap<>());
        roster.opened(event.userId(), event.sessionId());
    }

    @EventListener
    void on(SocketClosed event) {
        welcomed.remove(event.sessionId());
        roster.closed(event.userId(), event.sessionId());
    }

    @EventListener
    void on(TopicSubscribed event) {
        List<String> segments = event.topic().segments();
        if (segments.size() == 3
                && segments.get(0).equals("rooms")
                && segments.get(2).equals("presence")) {
            long roomId = Long.parseLong(segments.get(1));
            welcomed.computeIfPresent(event.sessionId(), (_, rooms) -> {
                rooms.remove(roomId);
                return rooms;
            });
            welcome(roomId, Set.of(event.sessionId()));
        }
    }

    @TransactionalEventListener
    void on(MembershipStarted event) {
        moved.add(new Membership.Id(event.roomId(), event.userId()));
    }

    @TransactionalEventListener
    void on(MembershipEnded event) {
        moved.add(new Membership.Id(event.roomId(), event.userId()));
    }

    private void welcome(long roomId, Set<String> sessionIds) {
        newcomers.compute(roomId, (_, waiting) -> {
            Set<String> all = waiting == null ? ConcurrentHashMap.newKeySet() : waiting;
            all.addAll(sessionIds);
            return all;
        });
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void round() {
        Map<Long, Set<String>> arrived = new HashMap<>();
        List.copyOf(newcomers.keySet()).forEach(roomId -> arrived.put(roomId, newcomers.remove(roomId)));
        Set<Membership.Id> places = Set.copyOf(moved);
        moved.removeAll(places);
        number++;
        try {
            pictures.keySet().removeIf(roomId -> live.listeners(topic(roomId)) == 0);
            tellChanges(places);
            arrived.forEach(this::tellAll);
        } catch (RuntimeException e) {
            arrived.forEach(this::welcome);
            moved.addAll(places);
            log.warn("Who is here could not be told; the next round tries again", e);
        }
    }

    private void tellAll(long roomId, Set<String> sessionIds) {
        Map<Long, Presence> picture = pictures.computeIfAbsent(roomId, _ -> roster.among(memberships.userIds(roomId)));
        for (String sessionId : sessionIds) {
            welcomed.computeIfPresent(sessionId, (_, rooms) -> {
                rooms.put(roomId, number);
                return rooms;
            });
        }
        broadcaster.publish(topic(roomId), sessionIds::contains, Digest.of(picture));
    }

    private void tellChanges(Set<Membership.Id> moved) {
        Map<Long, Presence> changes = roster.changes();
        digests(changes, moved).forEach((roomId, digest) -> {
            broadcaster.publish(topic(roomId), knowing(roomId), Digest.of(digest));
            pictures.computeIfPresent(roomId, (_, picture) -> {
                picture.putAll(digest);
                picture.values().removeIf(presence -> presence == Presence.OFFLINE);
                return picture;
            });
        });
        roster.told(changes);
    }

    /** Those who got the picture in an earlier round; whoever subscribed during this one gets it first. */
    private Predicate<String> knowing(long roomId) {
        long now = number;
        return sessionId -> welcomed.getOrDefault(sessionId, Map.of()).getOrDefault(roomId, now) < now;
    }

    /** For each open room what its readers do not know yet; whoever does not belong there any more is as good as offline. */
    private Map<Long, Map<Long, Presence>> digests(Map<Long, Presence> changes, Set<Membership.Id> moved) {
        Set<Long> people = Stream.concat(
                        changes.keySet().stream(), moved.stream().map(Membership.Id::userId))
                .collect(Collectors.toSet());
        Map<Membership.Id, Presence> now = new HashMap<>();
        moved.forEach(place -> now.put(place, Presence.OFFLINE));
        places(people).forEach(place -> now.put(place, roster.of(place.userId())));

        var digests = new HashMap<Long, Map<Long, Presence>>();
        now.forEach((place, presence) -> {
            Map<Long, Presence> picture = pictures.get(place.roomId());
            if (picture != null && picture.getOrDefault(place.userId(), Presence.OFFLINE) != presence) {
                digests.computeIfAbsent(place.roomId(), _ -> new HashMap<>()).put(place.userId(), presence);
            }
        });
        return digests;
    }

    /** Where among the open rooms these people belong. */
    private List<Membership.Id> places(Collection<Long> userIds) {
        var places = new ArrayList<Membership.Id>();
        for (List<Long> people : portions(userIds)) {
            for (List<Long> rooms : portions(pictures.keySet())) {
                places.addAll(memberships.places(people, rooms));
            }
        }
        return places;
    }

    private static List<List<Long>> portions(Collection<Long> ids) {
        var all = List.copyOf(ids);
        var portions = new ArrayList<List<Long>>();
        for (int start = 0; start < all.size(); start += AT_ONCE) {
            portions.add(all.subList(start, Math.min(start + AT_ONCE, all.size())));
        }
        return portions;
    }

    private static Topic topic(long roomId) {
        return Topic.of("rooms", roomId, "presence");
    }
}
