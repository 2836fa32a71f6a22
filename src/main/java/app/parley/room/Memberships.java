package app.parley.room;

import app.parley.account.SearchPrefix;
import app.parley.account.User;
import app.parley.web.NotFound;
import app.parley.web.Viewer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Who belongs where. Every access to a room goes through {@link #find}: what it does not find, this person may not see. */
@Transactional(readOnly = true)
public interface Memberships extends Repository<Membership, Membership.Id> {

    /** The person's place in the room, with room and user; empty if there is no such room or it is not theirs. */
    @Query("""
            select m from Membership m join fetch m.room join fetch m.user
            where m.id.userId = :userId and m.id.roomId = :roomId""")
    Optional<Membership> find(long userId, long roomId);

    /**
     * The person's place in the room, with room and user.
     *
     * @throws NotFound if there is no such room or it is not theirs
     */
    default Membership require(long userId, long roomId) {
        return find(userId, roomId).orElseThrow(() -> new NotFound("room"));
    }

    /** A room that anybody may join. */
    @Query("select r from Room r where r.id = :roomId and r.kind = app.parley.room.RoomKind.OPEN")
    Optional<Room> findOpenRoom(long roomId);

    @Query("select count(m) > 0 from Membership m where m.id.userId = :userId and m.id.roomId = :roomId")
    boolean exists(long userId, long roomId);

    /** Those of these places that are taken, with their users: who of them may write where. */
    @Query("select m from Membership m join fetch m.user where m.id in :places")
    List<Membership> among(Collection<Membership.Id> places);

    /** Those of these places that are in a direct room of two, of whom one blocks the other: nobody writes there. */
    @Query("""
            select mine.id from Membership mine
            join Membership other on other.id.roomId = mine.id.roomId and other.id.userId <> mine.id.userId
            where mine.id in :places and mine.room.kind = app.parley.room.RoomKind.DIRECT and mine.room.memberCount = 2
            and exists (select 1 from Block b
                where (b.id.userId = mine.id.userId and b.id.blockedId = other.id.userId)
                or (b.id.userId = other.id.userId and b.id.blockedId = mine.id.userId))""")
    Set<Membership.Id> barred(Collection<Membership.Id> places);

    /** The ids of the rooms that one person has been in longest, without those hidden from the list. */
    @Query("""
            select m.id.roomId from Membership m
            where m.id.userId = :userId and m.involvement <> app.parley.room.Involvement.HIDDEN
            order by m.joinedAt, m.id.roomId""")
    List<Long> firstOf(long userId, Limit limit);

    /** All places of one person, each with its room; order is the caller's. */
    @Query("select m from Membership m join fetch m.room join fetch m.user where m.id.userId = :userId")
    List<Membership> listFor(long userId);

    @Query("""
            select m.user from Membership m
            where m.id.roomId = :roomId and m.id.userId <> :userId order by lower(m.user.name), m.id.userId""")
    List<User> othersAmong(long roomId, long userId);

    /** Everybody in the room but this person, by name: a direct room has a few. */
    default List<Viewer> othersIn(long roomId, long userId) {
        return othersAmong(roomId, userId).stream().map(User::viewer).toList();
    }

    /** Everybody but this person in those of their rooms that are direct, by name. */
    @Query("""
            select other from Membership mine join Membership other on other.id.roomId = mine.id.roomId
            join fetch other.user
            where mine.id.userId = :userId and mine.room.kind = app.parley.room.RoomKind.DIRECT and other.id.userId <> :userId
            order by lower(other.user.name), other.id.userId""")
    List<Membership> othersInDirectRooms(long userId);

    /** Members who are found by what somebody types, by name. */
    @Query("""
            select m.user from Membership m where m.id.roomId = :roomId and m.user.active = true
            and m.id.userId in (select k.id from User k join k.searchKeys key where key >= :#{#prefix.from} and key < :#{#prefix.to})
            order by lower(m.user.name), m.id.userId""")
    List<User> beginningWith(long roomId, SearchPrefix prefix, Limit limit);

    @Query("select m.id.roomId from Membership m where m.id.userId = :userId")
    List<Long> roomIds(long userId);

    /** The places that these people have in these rooms; ask for some hundreds of each at most. */
    @Query("select m.id from Membership m where m.id.userId in :userIds and m.id.roomId in :roomIds")
    List<Membership.Id> places(Collection<Long> userIds, Collection<Long> roomIds);

    /** Whether there is a room that both are in; a direct one only once something was said there. */
    @Query("""
            select count(mine) > 0 from Membership mine join Membership theirs on theirs.id.roomId = mine.id.roomId
            where mine.id.userId = :oneId and theirs.id.userId = :otherId
            and (mine.room.kind <> app.parley.room.RoomKind.DIRECT or mine.room.lastSeq > 0)""")
    boolean share(long oneId, long otherId);

    @Query("select m.id.userId from Membership m where m.id.roomId = :roomId")
    List<Long> userIds(long roomId);

    /** Those who have the room in their list. */
    @Query("""
            select m.id.userId from Membership m
            where m.id.roomId = :roomId and m.involvement <> app.parley.room.Involvement.HIDDEN""")
    List<Long> listedBy(long roomId);

    @Query(
            "select m from Membership m join fetch m.user where m.id.roomId = :roomId order by lower(m.user.name), m.id.userId")
    List<Membership> ofRoom(long roomId);

    @Query("select count(m) from Membership m where m.id.roomId = :roomId")
    long count(long roomId);

    /** Those whose pictures stand for all members of the room. */
    default List<Viewer> faces(long roomId) {
        return some(roomId, Limit.of(3)).stream()
                .map(member -> member.user().viewer())
                .toList();
    }

    /** A few of the members, the same ones at every look, in the order of the key: however many there are. */
    @Query("select m from Membership m join fetch m.user where m.id.roomId = :roomId order by m.id.userId")
    List<Membership> some(long roomId, Limit limit);

    /** Whether there is anybody else whose room it is, with an account that may be used. */
    @Query("""
            select count(m) > 0 from Membership m
            where m.id.roomId = :roomId and m.id.userId <> :userId and m.role = OWNER and m.user.active = true""")
    boolean hasOwnerBesides(long userId, long roomId);

    /** Those others who could own the room: moderators first, then who has been there longest. */
    @Query("""
            select m from Membership m join fetch m.user
            where m.id.roomId = :roomId and m.id.userId <> :userId and m.user.active = true
            order by case when m.role = MODERATOR then 0 else 1 end, m.joinedAt, m.id.userId""")
    List<Membership> heirs(long userId, long roomId, Limit limit);

    /**
     * Moves the read position forward, never back and never past the end.
     *
     * @return 1 if it moved, else 0
     */
    @Modifying
    @Transactional
    @Query("""
            update Membership m set m.lastReadSeq = :seq, m.lastReadAt = :now
            where m.id.userId = :userId and m.id.roomId = :roomId and m.lastReadSeq < :seq
            and :seq <= (select r.lastSeq from Room r where r.id = :roomId)""")
    int read(long userId, long roomId, long seq, Instant now);

    /**
     * Moves the read position back before a message that was read.
     *
     * @return 1 if it moved, else 0
     */
    @Modifying
    @Transactional
    @Query("""
            update Membership m set m.lastReadSeq = :seq - 1
            where m.id.userId = :userId and m.id.roomId = :roomId and m.lastReadSeq >= :seq""")
    int unread(long userId, long roomId, long seq);

    /** Those of these people who show how far they read. */
    @Query("""
            select m from Membership m
            where m.id.roomId = :roomId and m.id.userId in :userIds and m.user.showsReads = true""")
    List<Membership> positions(long roomId, Collection<Long> userIds);

    /** Everybody else in the room who shows how far they read: for rooms of some hundred at most. */
    @Query("""
            select m from Membership m
            where m.id.roomId = :roomId and m.id.userId <> :userId and m.user.showsReads = true""")
    List<Membership> showingReads(long roomId, long userId);

    /** Others who were in the room when this was said, have read up to there and show it; who read last comes first. */
    @Query("""
            select m from Membership m join fetch m.user
            where m.id.roomId = :roomId and m.id.userId <> :userId and m.lastReadSeq >= :seq and m.joinedSeq < :seq
            and m.user.showsReads = true order by m.lastReadAt desc, m.id.userId""")
    List<Membership> readers(long roomId, long seq, long userId, Limit limit);

    @Transactional
    Membership save(Membership membership);

    @Transactional
    void delete(Membership membership);
}
