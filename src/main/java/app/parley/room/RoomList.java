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

    /** @see UnreadCounts.Count */
    record Entry(
            long id, String name, String kind, int unread, int mentions, boolean muted, boolean archived) {}

    record Sections(List<Entry> favourites, List<Entry> rooms) {}

    private final Memberships memberships;
    private final UnreadCounts unread;

    RoomList(Memberships memberships, UnreadCounts unread) {
        this.memberships = memberships;
        this.unread = unread;
    }

    @Transactional(readOnly = true)
    Sections of(long userId) {
        Map<Long, UnreadCounts.Count> counts = unread.of(userId);
        List<Membership> mine = memberships.listFor(userId);
        return new Sections(
                entries(mine.stream().filter(Membership::isFavourite).toList(), counts),
                entries(mine.stream().filter(m -> !m.isFavourite()).toList(), counts));
    }

    private static List<Entry> entries(List<Membership> memberships, Map<Long, UnreadCounts.Count> counts) {
        Collator byName = Collator.getInstance(Locale.ROOT);
        return memberships.stream()
                .map(membership -> entry(membership, counts))
                .sorted(Comparator.comparing(Entry::name, byName).thenComparingLong(Entry::id))
                .toList();
    }

    private static Entry entry(Membership membership, Map<Long, UnreadCounts.Count> counts) {
        Room room = membership.room();
        UnreadCounts.Count count = counts.getOrDefault(room.id(), UnreadCounts.Count.NONE);
        return new Entry(
                room.id(),
                room.name(),
                room.kind().word(),
                count.unread(),
                count.mentions(),
                membership.involvement() == Involvement.NOTHING,
                room.isArchived());
    }
}
