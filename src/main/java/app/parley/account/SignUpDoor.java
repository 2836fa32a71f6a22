package app.parley.account;

import app.parley.account.session.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who may make an account: anybody, whoever has the invitation link, or nobody.
 *
 * <p>A link ends after a week, or with the next one: nobody knows where it has got to by then.
 *
 * <p>Only the hash of the link's code is stored. The link is therefore shown once, when it is made, and a copy of the
 * database lets nobody in; showing it again would need a key that every node shares, kept elsewhere.
 */
@Component
class SignUpDoor {

    static final Duration INVITATION = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final Clock clock;

    SignUpDoor(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public SignUpMode mode() {
        return jdbc.sql("select mode from sign_up where id = 1")
                .query(SignUpMode.class)
                .single();
    }

    @Transactional(readOnly = true)
    public boolean isOpen() {
        return mode() == SignUpMode.OPEN;
    }

    /** Whether this is the code of the current link, it has not ended, and links count at all. */
    @Transactional(readOnly = true)
    public boolean isInvitation(String code) {
        return jdbc.sql("""
                                select count(*) from sign_up where id = 1 and mode <> 'CLOSED'
                                and invitation_hash = ? and invitation_expires_at > ?""")
                        .params(Secret.hash(code), clock.millis())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /** When the current link ends; empty if there is none, or it has ended. */
    @Transactional(readOnly = true)
    public Optional<Instant> invitationEnd() {
        return jdbc.sql("select invitation_expires_at from sign_up where id = 1 and invitation_expires_at > ?")
                .param(clock.millis())
                .query(Long.class)
                .optional()
                .map(Instant::ofEpochMilli);
    }

    @Transactional
    public void change(SignUpMode mode) {
        jdbc.sql("update sign_up set mode = ? where id = 1").param(mode.name()).update();
    }

    /** Makes a new link, which ends the one before; the answer is its code in clear. */
    @Transactional
    public String invite() {
        String code = Secret.random();
        jdbc.sql("update sign_up set invitation_hash = ?, invitation_expires_at = ? where id = 1")
                .params(Secret.hash(code), clock.instant().plus(INVITATION).toEpochMilli())
                .update();
        return code;
    }
}
