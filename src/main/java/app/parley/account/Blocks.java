package app.parley.account;

import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who does not want to be reached by whom. What a blocked person writes in a room is folded, and calls the other not; between
 * the two there is no direct room to write in.
 */
@Transactional(readOnly = true)
public interface Blocks extends Repository<Block, Block.Id> {

    boolean existsById(Block.Id id);

    /** Whether one of the two blocks the other. */
    @Query("""
            select count(b) > 0 from Block b
            where (b.id.userId = :oneId and b.id.blockedId = :otherId)
            or (b.id.userId = :otherId and b.id.blockedId = :oneId)""")
    boolean between(long oneId, long otherId);

    /** Those whom this person blocks, by name. */
    @Query("""
            select u from Block b join User u on u.id = b.id.blockedId where b.id.userId = :userId
            order by lower(u.name), u.id""")
    List<User> peopleOf(long userId);

    @Transactional
    Block save(Block block);

    @Transactional
    void deleteById(Block.Id id);
}
