package app.parley.room;

import app.parley.account.SearchPrefix;
import app.parley.account.User;
import app.parley.account.Users;
import app.parley.web.RateLimit;
import app.parley.web.Viewer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whom one may mean while one types a name. */
@RestController
class PeopleController {

    private static final Limit MOST = Limit.of(8);

    record Answer(List<Person> people) {}

    /** @param member whether the person is in the room that was asked about */
    record Person(
            long id,
            String name,
            String username,
            String initials,
            int hue,
            @Nullable String picture,
            boolean member) {}

    private final Users users;
    private final Memberships memberships;
    private final RateLimit pace;

    PeopleController(
            Users users,
            Memberships memberships,
            @Value("${parley.limits.enabled:true}") boolean limited,
            @Value("${parley.limits.people.burst:60}") long burst,
            @Value("${parley.limits.people.per-burst:20s}") Duration perBurst) {
        this.users = users;
        this.memberships = memberships;
        this.pace = new RateLimit(limited, burst, perBurst);
    }

    /**
     * At most eight others, the members of the room first; nobody else where nobody else could answer.
     *
     * @param q the beginning of a name or of a username; a blank one finds a few of the members
     * @param room a room of the one who asks
     * @throws app.parley.web.NotFound if the room is not theirs
     */
    @GetMapping("/people")
    ResponseEntity<Answer> find(
            User me, @RequestParam(defaultValue = "") String q, @RequestParam(required = false) @Nullable Long room) {
        Duration wait = pace.take(me.id());
        if (wait.isPositive()) {
            return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                    .header(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1))
                    .build();
        }
        Room where = room == null ? null : memberships.require(me.id(), room).room();
        Map<Long, Person> found = new LinkedHashMap<>();
        if (where != null) {
            membersOf(where.id(), q).forEach(user -> found.put(user.id(), person(user.viewer(), true)));
        }
        if (!q.isBlank() && (where == null || where.isOpen()) && found.size() < MOST.max()) {
            users.beginningWith(SearchPrefix.of(q), MOST)
                    .forEach(user -> found.putIfAbsent(user.id(), person(user.viewer(), false)));
        }
        found.remove(me.id());
        return ResponseEntity.ok(
                new Answer(found.values().stream().limit(MOST.max()).toList()));
    }

    private List<User> membersOf(long roomId, String q) {
        return q.isBlank()
                ? memberships.some(roomId, MOST).stream().map(Membership::user).toList()
                : memberships.beginningWith(roomId, SearchPrefix.of(q), MOST);
    }

    private static Person person(Viewer user, boolean member) {
        return new Person(user.id(), user.name(), user.username(), user.initials(), user.hue(), user.picture(), member);
    }
}
