package app.parley.message;

import app.parley.room.Membership;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** What somebody began to write in a room and did not send. */
@Entity
@Table(name = "draft")
class UnsentDraft {

    @EmbeddedId
    private Membership.Id id;

    private String body;

    @SuppressWarnings("UnusedVariable") // for whoever reads the table
    private Instant updatedAt;

    UnsentDraft(Membership.Id id, String body, Instant now) {
        this.id = id;
        this.body = body;
        this.updatedAt = now;
    }

    /** For Hibernate, which fills the fields afterwards. */
    @SuppressWarnings("NullAway")
    protected UnsentDraft() {}

    Membership.Id id() {
        return id;
    }

    String body() {
        return body;
    }
}
