package app.parley.room;

import app.parley.text.Sentence;
import app.parley.web.Viewer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a room is called for whoever looks at it: its name, or for a direct room the others in it. */
@Component
@Transactional(readOnly = true)
public class RoomTitles {

    private final Memberships memberships;

    RoomTitles(Memberships memberships) {
        this.memberships = memberships;
    }

    /** @param about what the room is for, or in a direct room of two what the other says about now */
    public record Title(String name, String about) {}

    /** The room's title for this member. */
    public String of(Membership membership) {
        return both(membership).name();
    }

    /** The room's title for this member, and what stands below it. */
    public Title both(Membership membership) {
        Room room = membership.room();
        if (!room.isDirect()) {
            return new Title(room.name(), room.description());
        }
        List<Viewer> others = memberships.othersIn(room.id(), membership.user().id());
        return new Title(names(others), others.size() == 1 ? now(others.getFirst()) : "");
    }

    private static String now(Viewer person) {
        Stream<String> first = person.isDoNotDisturb()
                ? Stream.of(Sentence.of("account.do-not-disturb").here())
                : Stream.empty();
        return Stream.concat(first, Stream.of(person.status()))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    /** Room id to the others in it, for all direct rooms of one person, in one query. */
    Map<Long, List<Viewer>> othersOf(long userId) {
        return memberships.othersInDirectRooms(userId).stream()
                .collect(Collectors.groupingBy(
                        member -> member.id().roomId(),
                        Collectors.mapping(member -> member.user().viewer(), Collectors.toList())));
    }

    static String names(List<Viewer> people) {
        return people.stream().map(Viewer::name).collect(Collectors.joining(", "));
    }
}
