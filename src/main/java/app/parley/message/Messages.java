package app.parley.message;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The messages of all rooms. Every page is a range of one index (keyset pagination) and costs the same at any depth.
 *
 * <p>A page is read from this table alone, and its authors then by their ids. With another table to join, a planner may begin
 * there or hash, lose the order of the index and sort the whole room for fifty messages: MySQL does.
 */
@Transactional(readOnly = true)
interface Messages extends Repository<Message, Long> {

    Optional<Message> findById(long id);

    List<Message> findByIdIn(Collection<Long> ids);

    /** Those of these ids that are messages. */
    @Query("select m.id from Message m where m.id in :ids")
    Set<Long> existing(Collection<Long> ids);

    /** Newest first. */
    @Query("select m from Message m where m.id >= :from and m.id < :before order by m.id desc")
    List<Message> before(long before, long from, Limit limit);

    /** Oldest first. */
    @Query("select m from Message m where m.id > :after and m.id <= :to order by m.id")
    List<Message> after(long after, long to, Limit limit);

    /** In the order of what happened. */
    @Query("select m from Message m where m.roomId = :roomId and m.change > :change order by m.change")
    List<Message> changed(long roomId, long change, Limit limit);

    /**
     * What the reader has not read: messages that still have a text, of others whom the reader does not block. These are
     * counted, because a planner may turn "not exists" into a join.
     */
    @Query("""
            select m.seq from Message m
            where m.id > :after and m.id <= :to and m.authorId <> :userId and m.deletedAt is null
            and (select count(*) from Block b where b.id.userId = :userId and b.id.blockedId = m.authorId) = 0
            order by m.id""")
    List<Long> unread(long after, long to, long userId, Limit limit);
}
