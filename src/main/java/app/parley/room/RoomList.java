package app.parley.room;

import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** One person's list of rooms, in sections, by name. */
@Component
class RoomList {

    /** @param unread 0 to 100, where 100 stands for more than 99 */
    record Entry(long id, String name, String kind, int unread, boolean muted, boolean archived) {}

    record Sections(List<Entry> favourites, List<Entry> rooms) {}

    private final Memberships memberships;
    private final UnreadCounts unread;

    RoomList(Memberships memberships, UnreadCounts unread) {
        this.memberships = memberships;
        this.unread = unread;
    }

    @Transactional(readOnly = true)
    Sections of(long userId) {
        Map<Long, Integer> counts = unread.of(userId);
        List<Membership> mine = memberships.listFor(userId);
        return new Sections(
                entries(mine.stream().filter(Membership::isFavourite).toList(), counts),
                entries(mine.stream().filter(m -> !m.isFavourite()).toList(), counts));
    }

    private static List<Entry> entries(List<Membership> memberships, Map<Long, Integer> counts) {
        Collator byName = Collator.getInstance(Locale.ROOT);
        return memberships.stream()
                .map(membership -> entry(membership, counts))
                .sorted(Comparator.comparing(Entry::name, byName).thenComparingLong(Entry::id))
                .toList();
    }

    private static Entry entry(Membership membership, Map<Long, Integer> counts) {
        Room room = membership.room();
        return new Entry(
                room.id(),
                room.name(),
                room.kind().word(),
                counts.getOrDefault(room.id(), 0),
                membership.involvement() == Involvement.NOTHING,
                room.isArchived());
    }
}
