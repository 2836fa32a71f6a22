package app.parley.notification.mail;

import app.parley.account.session.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where people want to be written to. */
@Component
class MailAddresses {

    private static final Duration TIME_TO_CONFIRM = Duration.ofDays(1);

    /** How many letters in a row may be refused for good before the address is believed to be none. */
    private static final int REFUSALS = 3;

    private static final String SELECT = """
            select a.user_id, a.address, a.confirmed, a.wanted, a.refusals, a.unsubscribe_key from mail_address a
            join users u on u.id = a.user_id and u.active = true where\s""";

    private final JdbcClient jdbc;
    private final Clock clock;

    MailAddresses(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Empty for a deactivated person. */
    @Transactional(readOnly = true)
    public Optional<MailAddress> of(long userId) {
        return jdbc.sql(SELECT + "a.user_id = ?")
                .param(userId)
                .query(MailAddresses::address)
                .optional();
    }

    /** Where letters may go to; empty if the person wants none, or has not confirmed the address. */
    @Transactional(readOnly = true)
    public Optional<MailAddress> reachable(long userId) {
        return of(userId).filter(address -> address.confirmed() && address.wanted());
    }

    /**
     * Keeps the address in the place of the one before. Nothing more is written there until it is confirmed.
     *
     * @param code confirms it, within a day
     */
    @Transactional
    public void replace(long userId, String address, String code) {
        remove(userId);
        jdbc.sql("""
                        insert into mail_address (user_id, address, confirmed, wanted, refusals, code_hash, code_expires_at,
                            unsubscribe_key)
                        values (?, ?, false, true, 0, ?, ?, ?)""")
                .params(userId, address, Secret.hash(code))
                .params(clock.instant().plus(TIME_TO_CONFIRM).toEpochMilli(), Secret.random())
                .update();
    }

    /** The address of this person that the code confirms; empty if it is not theirs, too old or used. */
    @Transactional(readOnly = true)
    public Optional<MailAddress> toConfirm(long userId, String code) {
        return jdbc.sql(SELECT + "a.user_id = ? and a.confirmed = false and a.code_hash = ? and a.code_expires_at > ?")
                .params(userId, Secret.hash(code), clock.millis())
                .query(MailAddresses::address)
                .optional();
    }

    @Transactional
    public void confirm(MailAddress address) {
        jdbc.sql("update mail_address set confirmed = true where user_id = ? and address = ?")
                .params(address.userId(), address.address())
                .update();
    }

    @Transactional
    public void remove(long userId) {
        jdbc.sql("delete from mail_address where user_id = ?").param(userId).update();
    }

    /** Begins or ends the letters; what waits is not sent any more when they end. */
    @Transactional
    public void want(long userId, boolean wanted) {
        jdbc.sql("update mail_address set wanted = ? where user_id = ?")
                .params(wanted, userId)
                .update();
    }

    @Transactional(readOnly = true)
    public Optional<MailAddress> withKey(String unsubscribeKey) {
        return jdbc.sql(SELECT + "a.unsubscribe_key = ?")
                .param(unsubscribeKey)
                .query(MailAddresses::address)
                .optional();
    }

    /** A letter was taken, so earlier refusals mean nothing. */
    @Transactional
    public void accepted(MailAddress address) {
        if (address.refusals() > 0) {
            jdbc.sql("update mail_address set refusals = 0 where user_id = ?")
                    .param(address.userId())
                    .update();
        }
    }

    /** Counts a letter that was refused for good; after {@value #REFUSALS} in a row the person has to confirm anew. */
    @Transactional
    public void refused(MailAddress address) {
        jdbc.sql("update mail_address set refusals = refusals + 1 where user_id = ? and address = ?")
                .params(address.userId(), address.address())
                .update();
        jdbc.sql("update mail_address set confirmed = false where user_id = ? and refusals >= ?")
                .params(address.userId(), REFUSALS)
                .update();
    }

    private static MailAddress address(ResultSet row, int number) throws SQLException {
        return new MailAddress(
                row.getLong(1),
                row.getString(2),
                row.getBoolean(3),
                row.getBoolean(4),
                row.getInt(5),
                row.getString(6));
    }
}
