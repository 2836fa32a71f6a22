package app.parley.notification.push;

import app.parley.message.MessageLog;
import app.parley.notification.NextLook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What browsers are to be told, in the database: it survives a restart, and is told at least once. A browser has one entry for
 * a room, which names the newest message; while it is shown there it stays, so that it can be taken back.
 */
@Component
class PushOutbox {

    enum State {
        /** To be shown. */
        WAITING,
        /** Shown, until it is read. */
        SHOWN,
        /** Read elsewhere: to be taken back. */
        READ
    }

    /**
     * @param seq the newest message that may have to be told
     * @param shown whether the browser shows something of this room already
     * @param shownSeq which message that is
     * @param shownChange the change number that it was shown with
     * @param attempts how often it was tried in this state
     */
    record Entry(
            long subscriptionId,
            long roomId,
            long seq,
            State state,
            boolean shown,
            long shownSeq,
            long shownChange,
            int attempts,
            Instant dueAt) {}

    /**
     * A browser that is to be told of a message.
     *
     * @param dueAt from when on
     */
    record Told(long subscriptionId, long seq, Instant dueAt) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;
    private final Duration lease;
    private final NextLook nextLook;

    /** @param lease so long nobody else tries the same, and after a crash it is tried again */
    PushOutbox(JdbcClient jdbc, JdbcTemplate batches, Clock clock, @Value("${parley.push.lease:1m}") Duration lease) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
        this.lease = lease;
        this.nextLook = new NextLook(clock);
    }

    /**
     * Browsers are to be told of a room; what waits there gives way to what is newer, and keeps its turn. The same again
     * changes nothing. Say by {@link #lookAt} when they are due once this is committed.
     */
    @Transactional
    public void put(long roomId, Collection<Told> all) {
        batches.batchUpdate(
                """
                        update push_outbox set
                            due_at = case when state = 'WAITING' then due_at else ? end,
                            attempts = case when state = 'WAITING' then attempts else 0 end,
                            state = 'WAITING', seq = ?
                        where subscription_id = ? and room_id = ? and seq < ?""",
                all.stream()
                        .map(told -> new Object[] {
                            told.dueAt().toEpochMilli(), told.seq(), told.subscriptionId(), roomId, told.seq()
                        })
                        .toList());
        // No batch: MariaDB's driver sends inserts in bulk, which the server refuses when they select.
        all.forEach(told -> jdbc.sql("""
                        insert into push_outbox (subscription_id, room_id, seq, state, shown, attempts, due_at)
                        select s.id, ?, ?, 'WAITING', false, 0, ? from push_subscription s where s.id = ? and not exists (
                            select 1 from push_outbox o where o.subscription_id = s.id and o.room_id = ?)""")
                .params(roomId, told.seq(), told.dueAt().toEpochMilli(), told.subscriptionId(), roomId)
                .update());
    }

    /**
     * Somebody has read the room up to here: nothing of it is to be shown, and what is shown, or just being sent, is to be
     * taken back.
     *
     * @param subscriptionIds the person's, at least one
     */
    @Transactional
    public void read(Collection<Long> subscriptionIds, long roomId, long seq) {
        String theirs = " where subscription_id in (:ids) and room_id = :room and seq <= :seq";
        jdbc.sql("delete from push_outbox" + theirs + " and shown = false and attempts = 0")
                .param("ids", subscriptionIds)
                .param("room", roomId)
                .param("seq", seq)
                .update();
        jdbc.sql("update push_outbox set state = 'READ', attempts = 0, due_at = :now" + theirs + " and state <> 'READ'")
                .param("ids", subscriptionIds)
                .param("room", roomId)
                .param("seq", seq)
                .param("now", clock.millis())
                .update();
        lookAt(clock.instant());
    }

    /** What was read while nobody was told, because the server ended in between, is to be taken back as well. */
    @Transactional
    public void readMeanwhile() {
        jdbc.sql("""
                        update push_outbox set state = 'READ', attempts = 0, due_at = ?
                        where state = 'SHOWN' and exists (
                            select 1 from push_subscription s join membership m on m.user_id = s.user_id
                            where s.id = push_outbox.subscription_id
                            and m.room_id = push_outbox.room_id and m.last_read_seq >= push_outbox.seq)""").param(clock.millis()).update();
        lookAt(clock.instant());
    }

    /** These messages were edited or deleted: where one of them is shown, something else is to be shown, or nothing. */
    @Transactional
    public void changed(long roomId, Collection<Long> seqs) {
        int changed = jdbc.sql("""
                        update push_outbox set state = 'WAITING', attempts = 0, due_at = :now
                        where room_id = :room and state = 'SHOWN' and shown_seq in (:seqs)""")
                .param("now", clock.millis())
                .param("room", roomId)
                .param("seqs", seqs)
                .update();
        if (changed > 0) {
            lookAt(clock.instant());
        }
    }

    /** Somebody is out of a room: what is shown of it is to be taken back. */
    @Transactional
    public void left(Collection<Long> subscriptionIds, long roomId) {
        jdbc.sql("update push_outbox set state = 'WAITING', attempts = 0, due_at = :now"
                        + " where subscription_id in (:ids) and room_id = :room and state = 'SHOWN'")
                .param("now", clock.millis())
                .param("ids", subscriptionIds)
                .param("room", roomId)
                .update();
        lookAt(clock.instant());
    }

    /** The same for what happened while nobody was told, because the server ended in between. */
    @Transactional
    public void changedMeanwhile() {
        jdbc.sql("""
                        update push_outbox set state = 'WAITING', attempts = 0, due_at = ?
                        where state = 'SHOWN' and (exists (
                            select 1 from message k where k.id = push_outbox.room_id * 1073741824 + push_outbox.shown_seq
                            and push_outbox.shown_seq > 0 and k.change_no > push_outbox.shown_change)
                        or not exists (
                            select 1 from push_subscription s join membership m on m.user_id = s.user_id
                            where s.id = push_outbox.subscription_id and m.room_id = push_outbox.room_id))""").param(clock.millis()).update();
        lookAt(clock.instant());
    }

    /** Whether there may be something to be tried; what another node left is looked for now and then. */
    boolean mayBeDue() {
        return nextLook.isDue();
    }

    /** What is to be tried now, the longest due first. */
    @Transactional(readOnly = true)
    public List<Entry> due(int most) {
        nextLook.begin();
        List<Entry> due = jdbc.sql("""
                        select subscription_id, room_id, seq, state, shown, shown_seq, shown_change, attempts, due_at
                        from push_outbox
                        where state in ('WAITING', 'READ') and due_at <= ? order by due_at limit ?""")
                .params(clock.millis(), most)
                .query((row, _) -> new Entry(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        State.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                        row.getBoolean(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getInt(8),
                        Instant.ofEpochMilli(row.getLong(9))))
                .list();
        jdbc.sql("select min(due_at) from push_outbox where state in ('WAITING', 'READ')")
                .query(Long.class)
                .optional()
                .ifPresent(next -> lookAt(Instant.ofEpochMilli(next)));
        return due;
    }

    /** Takes an entry for oneself. Whoever crashes with it leaves it to the others, a lease later. */
    @Transactional
    public boolean claim(Entry entry) {
        return change(
                        entry,
                        "due_at = ?, attempts = attempts + 1",
                        " and due_at = ?",
                        clock.instant().plus(lease).toEpochMilli(),
                        entry.dueAt().toEpochMilli())
                == 1;
    }

    /** The browser shows this message. If something newer came meanwhile, or it was changed, that is next. */
    @Transactional
    public void shown(Entry entry, MessageLog.Entry message) {
        jdbc.sql("""
                        update push_outbox set shown = true, shown_seq = ?, shown_change = ?, attempts = 0, due_at = ?
                        where subscription_id = ? and room_id = ?""")
                .params(message.seq(), message.change(), clock.millis(), entry.subscriptionId(), entry.roomId())
                .update();
        jdbc.sql("""
                        update push_outbox set state = 'SHOWN', seq = ?
                        where subscription_id = ? and room_id = ? and seq = ? and state = 'WAITING'
                        and not exists (select 1 from message k where k.id = ? and k.change_no > ?)""")
                .params(
                        message.seq(),
                        entry.subscriptionId(),
                        entry.roomId(),
                        entry.seq(),
                        message.id(),
                        message.change())
                .update();
        lookAt(clock.instant());
    }

    /** To be tried again. */
    @Transactional
    public void later(Entry entry, Duration wait) {
        Instant dueAt = clock.instant().plus(wait);
        jdbc.sql("update push_outbox set due_at = ? where subscription_id = ? and room_id = ? and state = ?")
                .params(
                        dueAt.toEpochMilli(),
                        entry.subscriptionId(),
                        entry.roomId(),
                        entry.state().name())
                .update();
        lookAt(dueAt);
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

    /** It was read, or the room is not theirs any more: what is shown of it is to be taken back. */
    @Transactional
    public void takeBack(Entry entry) {
        if (entry.shown()) {
            change(entry, "state = 'READ', attempts = 0, due_at = ?", "", clock.millis(), null);
            lookAt(clock.instant());
        } else {
            drop(entry);
        }
    }

    /** It is not to be told; what is shown of the room before it stays. */
    @Transactional
    public void skip(Entry entry) {
        if (entry.shown()) {
            change(
                    entry,
                    "state = 'SHOWN', seq = case when shown_seq > 0 then shown_seq else seq end, attempts = 0, due_at = ?",
                    "",
                    clock.millis(),
                    null);
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

    /** Something is due at this time. */
    void lookAt(Instant time) {
        nextLook.noLaterThan(time);
    }
}
