package app.parley.room;

import app.parley.realtime.Topic;
import app.parley.realtime.TopicGuard;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** {@code /topic/rooms.{room}}, who types there and who is here, is for members of the room. */
@Component
class RoomTopics implements TopicGuard {

    private static final Set<String> BELOW = Set.of("typing", "presence");

    private final Memberships memberships;

    RoomTopics(Memberships memberships) {
        this.memberships = memberships;
    }

    @Override
    public boolean allows(long userId, Topic topic) {
        List<String> segments = topic.segments();
        boolean known = segments.get(0).equals("rooms")
                && (segments.size() == 2 || (segments.size() == 3 && BELOW.contains(segments.get(2))))
                && Character.isDigit(segments.get(1).charAt(0));
        return known && memberships.exists(userId, Long.parseLong(segments.get(1)));
    }
}
