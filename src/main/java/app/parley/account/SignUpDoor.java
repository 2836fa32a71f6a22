package app.parley.account;

import app.parley.account.session.Secret;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who may make an account: anybody, whoever has the invitation link, or nobody.
 *
 * <p>Only the hash of the link's code is stored. The link is therefore shown once, when it is made, and a copy of the
 * database lets nobody in; showing it again would need a key that every node shares, kept elsewhere.
 */
@Component
class SignUpDoor {

    private final JdbcClient jdbc;

    SignUpDoor(JdbcClient jdbc) {
        this.jdbc = jdbc;
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

    /** Whether this is the code of the current link, and links count at all. */
    @Transactional(readOnly = true)
    public boolean isInvitation(String code) {
        return jdbc.sql("select count(*) from sign_up where id = 1 and mode <> 'CLOSED' and invitation_hash = ?")
                        .param(Secret.hash(code))
                        .query(Integer.class)
                        .single()
                == 1;
    }

    @Transactional(readOnly = true)
    public boolean hasInvitation() {
        return jdbc.sql("select count(*) from sign_up where id = 1 and invitation_hash is not null")
                        .query(Integer.class)
                        .single()
                == 1;
    }

    @Transactional
    public void change(SignUpMode mode) {
        jdbc.sql("update sign_up set mode = ? where id = 1").param(mode.name()).update();
    }

    /** Makes a new link, which ends the one before; the answer is its code in clear. */
    @Transactional
    public String invite() {
        String code = Secret.random();
        jdbc.sql("update sign_up set invitation_hash = ? where id = 1")
                .param(Secret.hash(code))
                .update();
        return code;
    }
}
