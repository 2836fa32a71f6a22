package app.parley.message;

import app.parley.room.Membership;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** One draft at most for each person and room: the one that was written last, on whichever device. */
@Transactional(readOnly = true)
interface UnsentDrafts extends Repository<UnsentDraft, Membership.Id> {

    @Transactional
    UnsentDraft save(UnsentDraft draft);

    @Transactional
    void deleteById(Membership.Id id);
}
