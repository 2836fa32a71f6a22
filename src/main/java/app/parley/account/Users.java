package app.parley.account;

import jakarta.persistence.LockModeType;
import jakarta.persistence.QueryHint;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Timeouts;
import org.hibernate.jpa.SpecHints;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Everybody who has, or had, an account. */
@Transactional(readOnly = true)
public interface Users extends Repository<User, Long> {

    /** As an annotation takes it. */
    String SKIP_LOCKED = "" + Timeouts.SKIP_LOCKED_MILLI;

    Optional<User> findById(long id);

    List<User> findByIdIn(Collection<Long> ids);

    /**
     * Whoever signs in with this name.
     *
     * @param username in lower case
     */
    Optional<User> findByUsername(String username);

    /** @param usernames in lower case; those that nobody has are absent from the answer */
    List<User> findByUsernameIn(Collection<String> usernames);

    /** Those who are found by what somebody types, by name. */
    @Query("""
            select u from User u where u.active = true
            and u.id in (select k.id from User k join k.searchKeys key where key >= :#{#prefix.from} and key < :#{#prefix.to})
            order by lower(u.name), u.id""")
    List<User> beginningWith(SearchPrefix prefix, Limit limit);

    /** Those whose name looks like this one, by {@link SearchPrefix#lookAlike}. */
    @Query("select u from User u join u.searchKeys key where key = :key order by u.id")
    List<User> lookingLike(String key, Limit limit);

    /** The ids of those whose wish not to be disturbed has ended by then. */
    @Query("select u.id from User u where u.doNotDisturbUntil <= :time")
    List<Long> whoseDoNotDisturbEnds(Instant time);

    /** Ends this person's wish not to be disturbed, unless it was renewed. Returns how many it was, 0 or 1. */
    @Modifying
    @Query("update User u set u.doNotDisturbUntil = null where u.id = :id and u.doNotDisturbUntil <= :time")
    int endDoNotDisturb(long id, Instant time);

    /** When the first such wish ends. */
    @Query("select min(u.doNotDisturbUntil) from User u")
    Optional<Instant> firstEndOfDoNotDisturb();

    /**
     * Changes a password, unless it was changed meanwhile, and holds the row of its owner until the commit.
     *
     * @return 1 if it was changed, else 0
     */
    @Modifying
    @Transactional
    @Query("update User u set u.passwordHash = :hash where u.id = :id and u.passwordHash = :formerHash")
    int changePassword(long id, String formerHash, String hash);

    /** Those of these people whose row nobody else holds, locked until the transaction ends; SQLite holds no rows. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @QueryHints(@QueryHint(name = SpecHints.HINT_SPEC_LOCK_TIMEOUT, value = SKIP_LOCKED))
    @Transactional
    @Query("select u from User u where u.id in :ids order by u.id")
    List<User> lockFree(Collection<Long> ids);

    /** Whether a username that looks like one of these is taken. */
    boolean existsByUsernameKeyIn(Collection<String> usernameKeys);

    /** Whether there is anybody at all. */
    boolean existsBy();

    @Transactional
    User save(User user);
}
