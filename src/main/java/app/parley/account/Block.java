package app.parley.account;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** Somebody does not want to be reached by somebody else. */
@Entity
@Table(name = "block")
public class Block {

    /**
     * @param userId who blocks
     * @param blockedId who is blocked
     */
    @Embeddable
    public record Id(long userId, long blockedId) implements Serializable {}

    @EmbeddedId
    private Id id;

    @SuppressWarnings("UnusedVariable") // for whoever reads the table
    private Instant createdAt;

    Block(Id id, Instant now) {
        this.id = id;
        this.createdAt = now;
    }

    /** For Hibernate, which fills the fields afterwards. */
    @SuppressWarnings("NullAway")
    protected Block() {}

    Id id() {
        return id;
    }
}
