package app.parley.room;

import app.parley.text.Folding;
import app.parley.web.Viewer;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** One person's list of rooms, in sections: by name, direct ones by what was said last, and apart those hidden from it. */
@Component
class RoomList {

    /**
     * @param loud whether everything in it notifies the person
     * @param people the others, in a direct room
     * @param next the id of the room that follows in its section, null for the last
     * @see UnreadCounts.Count
     */
    record Entry(
            long id,
            String name,
            String orderKey,
            String kind,
            int unread,
            int mentions,
            boolean muted,
            boolean loud,
            boolean archived,
            List<Viewer> people,
            @Nullable Long next) {

        private Entry before(@Nullable Entry other) {
            return new Entry(
                    id,
                    name,
                    orderKey,
                    kind,
                    unread,
                    mentions,
                    muted,
                    loud,
                    archived,
                    people,
                    other == null ? null : other.id);
        }
    }

    record Sections(List<Entry> favourites, List<Entry> rooms, List<Entry> direct, List<Entry> hidden) {

        private Sections each(UnaryOperator<List<Entry>> change) {
            return new Sections(
                    change.apply(favourites), change.apply(rooms), change.apply(direct), change.apply(hidden));
        }
    }

    private static final Comparator<Membership> LAST_SAID_FIRST = Comparator.comparing(
                    (Membership membership) -> membership.room().lastPostedAt(),
                    Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
            .thenComparingLong(membership -> membership.room().id())
            .reversed();

    private final Memberships memberships;
    private final RoomTitles titles;
    private final UnreadCounts unread;

    RoomList(Memberships memberships, RoomTitles titles, UnreadCounts unread) {
        this.memberships = memberships;
        this.titles = titles;
        this.unread = unread;
    }

    @Transactional(readOnly = true)
    Sections of(long userId) {
        return sections(userId, unread.of(userId));
    }

    /**
     * Some of these rooms where they stand in the list, each with the one that follows it there; those that are not in it are left
     * out.
     *
     * @param roomIds at least one
     */
    @Transactional(readOnly = true)
    Sections of(long userId, Collection<Long> roomIds) {
        Set<Long> wanted = Set.copyOf(roomIds);
        return sections(userId, unread.of(userId, wanted))
                .each(section -> IntStream.range(0, section.size())
                        .filter(place -> wanted.contains(section.get(place).id()))
                        .mapToObj(place ->
                                section.get(place).before(place + 1 < section.size() ? section.get(place + 1) : null))
                        .toList());
    }

    private Sections sections(long userId, Map<Long, UnreadCounts.Count> counts) {
        List<Membership> mine = memberships.listFor(userId).stream()
                .filter(membership -> !isUntouched(membership.room()))
                .toList();
        Map<Long, List<Viewer>> others =
                mine.stream().anyMatch(membership -> membership.room().isDirect()) ? titles.othersOf(userId) : Map.of();
        Function<Membership, Entry> entry = membership -> entry(membership, counts, others);
        List<Membership> listed = mine.stream().filter(m -> !isHidden(m)).toList();
        return new Sections(
                byName(listed.stream().filter(Membership::isFavourite).map(entry)),
                byName(listed.stream()
                        .filter(m -> !m.isFavourite() && !m.room().isDirect())
                        .map(entry)),
                listed.stream()
                        .filter(m -> !m.isFavourite() && m.room().isDirect())
                        .sorted(LAST_SAID_FIRST)
                        .map(entry)
                        .toList(),
                byName(mine.stream().filter(RoomList::isHidden).map(entry)));
    }

    private static boolean isHidden(Membership membership) {
        return membership.involvement() == Involvement.HIDDEN;
    }

    /** Somebody looked for the others and said nothing yet. */
    private static boolean isUntouched(Room room) {
        return room.isDirect() && room.lastSeq() == 0;
    }

    private static List<Entry> byName(Stream<Entry> entries) {
        return entries.sorted(Comparator.comparing(Entry::orderKey).thenComparingLong(Entry::id))
                .toList();
    }

    private static Entry entry(
            Membership membership, Map<Long, UnreadCounts.Count> counts, Map<Long, List<Viewer>> others) {
        Room room = membership.room();
        List<Viewer> people = others.getOrDefault(room.id(), List.of());
        String name = room.isDirect() ? RoomTitles.names(people) : room.name();
        UnreadCounts.Count count = counts.getOrDefault(room.id(), UnreadCounts.Count.NONE);
        return new Entry(
                room.id(),
                name,
                room.isDirect() ? Folding.ordered(name) : room.orderKey(),
                room.kind().word(),
                count.unread(),
                count.mentions(),
                membership.involvement() == Involvement.NOTHING || isHidden(membership),
                membership.involvement() == Involvement.EVERYTHING,
                room.isArchived(),
                people,
                null);
    }
}
