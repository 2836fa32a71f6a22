package app.parley.notification.push;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What browsers are to be told, in the database: it survives a restart, and is told at least once. A browser has one entry for
 * a room, which names the newest message; while it is shown there it stays, so that it can be taken back.
 */
@Component
class PushOutbox {

    /** So long nobody else tries the same, and after a crash it is tried again. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    enum State {
        /** To be shown. */
        WAITING,
        /** Shown, until it is read. */
        SHOWN,
        /** Read elsewhere: to be taken back. */
        READ
    }

    /**
     * @param shown whether the browser shows something of this room already
     * @param attempts how often it was tried in this state
     */
    record Entry(long subscriptionId, long roomId, long seq, State state, boolean shown, int attempts, Instant dueAt) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    PushOutbox(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The browser is to be told of this message; what waits for the same room gives way. */
    @Transactional(propagation = Propagation.MANDATORY)
    void put(long subscriptionId, long roomId, long seq, Instant dueAt) {
        int known = jdbc.sql("""
                        update push_outbox set seq = ?, attempts = 0, state = 'WAITING',
                            due_at = case when state = 'WAITING' and attempts = 0 then due_at else ? end
                        where subscription_id = ? and room_id = ?""")
                .params(seq, dueAt.toEpochMilli(), subscriptionId, roomId)
                .update();
        if (known == 0) {
            jdbc.sql("""
                            insert into push_outbox (subscription_id, room_id, seq, state, shown, attempts, due_at)
                            values (?, ?, ?, 'WAITING', false, 0, ?)""")
                    .params(subscriptionId, roomId, seq, dueAt.toEpochMilli())
                    .update();
        }
    }

    /** Somebody has read the room up to here: nothing of it is to be shown, and what is shown is to be taken back. */
    @Transactional
    public void read(long userId, long roomId, long seq) {
        String theirs = " where room_id = ? and seq <= ? and subscription_id in "
                + "(select id from push_subscription where user_id = ?)";
        jdbc.sql("delete from push_outbox" + theirs + " and shown = false")
                .params(roomId, seq, userId)
                .update();
        jdbc.sql("update push_outbox set state = 'READ', attempts = 0, due_at = ?" + theirs + " and state <> 'READ'")
                .params(clock.millis(), roomId, seq, userId)
                .update();
    }

    /** What is to be tried now, the longest due first. */
    @Transactional(readOnly = true)
    public List<Entry> due(int most) {
        return jdbc.sql("""
                        select subscription_id, room_id, seq, state, shown, attempts, due_at from push_outbox
                        where state in ('WAITING', 'READ') and due_at <= ? order by due_at limit ?""")
                .params(clock.millis(), most)
                .query((row, _) -> new Entry(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        State.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                        row.getBoolean(5),
                        row.getInt(6),
                        Instant.ofEpochMilli(row.getLong(7))))
                .list();
    }

    /** Takes an entry for oneself. Whoever crashes with it leaves it to the others, a minute later. */
    @Transactional
    public boolean claim(Entry entry) {
        return change(
                        entry,
                        "due_at = ?, attempts = attempts + 1",
                        " and due_at = ?",
                        clock.instant().plus(LEASE).toEpochMilli(),
                        entry.dueAt().toEpochMilli())
                == 1;
    }

    /** The browser shows it. If something newer came meanwhile, that still waits. */
    @Transactional
    public void shown(Entry entry) {
        jdbc.sql("update push_outbox set shown = true where subscription_id = ? and room_id = ?")
                .params(entry.subscriptionId(), entry.roomId())
                .update();
        jdbc.sql("""
                        update push_outbox set state = 'SHOWN', attempts = 0
                        where subscription_id = ? and room_id = ? and seq = ? and state = 'WAITING'""")
                .params(entry.subscriptionId(), entry.roomId(), entry.seq())
                .update();
    }

    /** To be tried again. */
    @Transactional
    public void later(Entry entry, Duration wait) {
        change(entry, "due_at = ?", "", clock.instant().plus(wait).toEpochMilli(), null);
    }

    /** There is nothing to show of this room, or nothing any more. */
    @Transactional
    public void drop(Entry entry) {
        jdbc.sql("delete from push_outbox where subscription_id = ? and room_id = ? and seq = ? and state = ?")
                .params(
                        entry.subscriptionId(),
                        entry.roomId(),
                        entry.seq(),
                        entry.state().name())
                .update();
    }

    /** It was read or deleted before it could be shown; what is shown of the room is to be taken back. */
    @Transactional
    public void dismiss(Entry entry) {
        if (entry.shown()) {
            change(entry, "state = 'READ', attempts = 0, due_at = ?", "", clock.millis(), null);
        } else {
            drop(entry);
        }
    }

    private int change(Entry entry, String change, String condition, long value, @Nullable Long expected) {
        var statement = jdbc.sql("update push_outbox set " + change
                        + " where subscription_id = ? and room_id = ? and seq = ? and state = ?" + condition)
                .params(
                        value,
                        entry.subscriptionId(),
                        entry.roomId(),
                        entry.seq(),
                        entry.state().name());
        return (expected == null ? statement : statement.param(expected)).update();
    }
}
