package app.parley.message;

import app.parley.room.Membership;
import java.util.Optional;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** One draft at most for each person and room: the one that was written last, on whichever device. */
@Transactional(readOnly = true)
interface UnsentDrafts extends Repository<UnsentDraft, Membership.Id> {

    Optional<UnsentDraft> findById(Membership.Id id);

    @Transactional
    UnsentDraft save(UnsentDraft draft);

    @Transactional
    void deleteById(Membership.Id id);
}
