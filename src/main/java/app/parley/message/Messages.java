package app.parley.message;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The messages of all rooms. Every page is a range of one index (keyset pagination) and costs the same at any depth. */
@Transactional(readOnly = true)
interface Messages extends Repository<Message, Long> {

    /** Left, so that no planner begins with the people: every message has its author. */
    String WRITTEN =
            "select new app.parley.message.Written(m, u) from Message m left join User u on u.id = m.authorId ";

    Optional<Message> findById(long id);

    List<Message> findByIdIn(Collection<Long> ids);

    /** Those of these ids that are messages. */
    @Query("select m.id from Message m where m.id in :ids")
    Set<Long> existing(Collection<Long> ids);

    /** Newest first. */
    @Query(WRITTEN + "where m.id >= :from and m.id < :before order by m.id desc")
    List<Written> before(long before, long from, Limit limit);

    /** Oldest first. */
    @Query(WRITTEN + "where m.id > :after and m.id <= :to order by m.id")
    List<Written> after(long after, long to, Limit limit);

    /** In the order of what happened. */
    @Query(WRITTEN + "where m.roomId = :roomId and m.change > :change order by m.change")
    List<Written> changed(long roomId, long change, Limit limit);

    /** What the reader has not read: messages that still have a text, of others whom the reader does not block. */
    @Query("""
            select m.seq from Message m
            where m.id > :after and m.id <= :to and m.authorId <> :userId and m.deletedAt is null
            and not exists (select 1 from Block b where b.id.userId = :userId and b.id.blockedId = m.authorId)
            order by m.id""")
    List<Long> unread(long after, long to, long userId, Limit limit);
}
