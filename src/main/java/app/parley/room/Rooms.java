package app.parley.room;

import jakarta.persistence.LockModeType;
import jakarta.persistence.QueryHint;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Timeouts;
import org.hibernate.jpa.SpecHints;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The rooms as the room module itself sees them; others reach a room through a {@link Memberships membership}. */
@Transactional(readOnly = true)
interface Rooms extends Repository<Room, Long> {

    /** As an annotation takes it. */
    String SKIP_LOCKED = "" + Timeouts.SKIP_LOCKED_MILLI;

    Optional<Room> findById(long id);

    Optional<Room> findByDirectKey(String directKey);

    /** Where newcomers arrive: the oldest open room that is still in use. */
    @Query("""
            select r from Room r
            where r.kind = app.parley.room.RoomKind.OPEN and r.archivedAt is null order by r.id""")
    List<Room> lobby(Limit limit);

    /**
     * The rooms that this person may open or join, by name.
     *
     * @param pattern for name or description, as {@link RoomKeys#pattern} makes it
     * @param afterKey with the id the place behind which to begin
     */
    @Query("""
            select new app.parley.room.RoomSummary(
                r.id, r.orderKey, r.name, r.description, r.kind, r.memberCount, r.lastPostedAt, m.joinedAt, r.archivedAt)
            from Room r left join Membership m on m.id.roomId = r.id and m.id.userId = :userId
            where (r.kind = app.parley.room.RoomKind.OPEN or m.joinedAt is not null)
            and r.kind <> app.parley.room.RoomKind.DIRECT
            and r.searchText like :pattern escape '!'
            and (r.orderKey > :afterKey or (r.orderKey = :afterKey and r.id > :afterId))
            order by r.orderKey, r.id""")
    List<RoomSummary> browse(long userId, String pattern, String afterKey, long afterId, Limit limit);

    /**
     * Takes the room's row until the commit. A new or old member's row locks it too, by its foreign key and by the count;
     * whoever posts takes it first, so whoever comes or goes does as well: in another order the two end in a deadlock.
     */
    @Modifying
    @Transactional
    @Query("update Room r set r.memberCount = r.memberCount where r.id = :id")
    void hold(long id);

    @Modifying
    @Transactional
    @Query(
            "update Room r set r.memberCount = (select count(m) from Membership m where m.id.roomId = :id) where r.id = :id")
    void countMembers(long id);

    @Modifying
    @Transactional
    @Query("""
            update Room r set r.lastSeq = r.lastSeq + 1, r.lastChange = r.lastChange + 1, r.lastPostedAt = :now
            where r.id = :id and r.archivedAt is null""")
    int advance(long id, Instant now);

    @Modifying
    @Transactional
    @Query("update Room r set r.lastChange = r.lastChange + 1 where r.id = :id and r.archivedAt is null")
    int change(long id);

    /**
     * Those of these rooms that exist and whose rows nobody else holds, locked until the transaction ends, in the order of
     * their ids.
     */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @QueryHints(@QueryHint(name = SpecHints.HINT_SPEC_LOCK_TIMEOUT, value = SKIP_LOCKED))
    @Query("select r from Room r where r.id in :ids order by r.id")
    List<Room> lock(Collection<Long> ids);

    @Modifying
    @Transactional
    @Query("update Room r set r.lastSeq = :seq, r.lastChange = :change, r.lastPostedAt = :at where r.id = :id")
    void moveTo(long id, long seq, long change, Instant at);

    @Query("select new app.parley.room.RoomLog$Place(r.lastSeq, r.lastChange) from Room r where r.id = :id")
    RoomLog.@Nullable Place place(long id);

    @Transactional
    Room save(Room room);
}
