package app.parley.notification.mail;

import app.parley.notification.NextLook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The letters that are to be written, in the database: they survive a restart, and are sent at least once. A person has one,
 * which waits for more to come.
 */
@Component
class MailOutbox {

    /** So long nobody else tries the same, and after a crash it is tried again. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    /** @param attempts how often it was tried */
    record Entry(long userId, int attempts, Instant dueAt) {}

    /** Somebody missed something in a room between these two messages, both included. */
    record Missed(long userId, long firstSeq, long lastSeq) {}

    /** A part of a room's log in which something calls the person and was not told yet. */
    record Item(long roomId, long firstSeq, long lastSeq) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;
    private final Duration wait;

    private final NextLook nextLook;

    /** @param wait how long a letter waits for what else comes, and for being read meanwhile */
    MailOutbox(JdbcClient jdbc, JdbcTemplate batches, Clock clock, @Value("${parley.mail.wait:2m}") Duration wait) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
        this.nextLook = new NextLook(clock);
        this.wait = wait;
    }

    /**
     * Adds to the letters of these people. The same again changes nothing, also when it was sent meanwhile. The row of the letter
     * comes first, here and in {@link #settle}: so one waits for the other.
     *
     * @return when the letters are due; say so by {@link #lookAt} once this is committed
     */
    @Transactional
    public Instant put(long roomId, Collection<Missed> all) {
        Instant dueAt = clock.instant().plus(wait);
        batches.batchUpdate(
                "update mail_outbox set attempts = attempts where user_id = ?",
                all.stream().map(missed -> new Object[] {missed.userId()}).toList());
        // No batch: MariaDB's driver sends inserts in bulk, which the server refuses when they select.
        all.forEach(missed ->
                jdbc.sql("""
                        insert into mail_outbox (user_id, attempts, due_at)
                        select a.user_id, 0, ? from mail_address a where a.user_id = ? and not exists (
                            select 1 from mail_outbox o where o.user_id = a.user_id)""").params(dueAt.toEpochMilli(), missed.userId()).update());
        batches.batchUpdate(
                "update mail_item set last_seq = ? where user_id = ? and room_id = ? and last_seq < ?",
                all.stream()
                        .map(missed -> new Object[] {missed.lastSeq(), missed.userId(), roomId, missed.lastSeq()})
                        .toList());
        all.forEach(missed -> jdbc.sql("""
                        insert into mail_item (user_id, room_id, first_seq, last_seq)
                        select a.user_id, ?, ?, ? from mail_address a where a.user_id = ? and not exists (
                            select 1 from mail_item i where i.user_id = a.user_id and i.room_id = ?)""")
                .params(roomId, missed.firstSeq(), missed.lastSeq(), missed.userId(), roomId)
                .update());
        return dueAt;
    }

    /** Whether there may be something to be tried; what another node left is looked for now and then. */
    boolean mayBeDue() {
        return nextLook.isDue();
    }

    /** What is to be tried now, the longest due first. */
    @Transactional(readOnly = true)
    public List<Entry> due(int most) {
        nextLook.begin();
        List<Entry> due = jdbc.sql(
                        "select user_id, attempts, due_at from mail_outbox where due_at <= ? order by due_at limit ?")
                .params(clock.millis(), most)
                .query((row, _) -> new Entry(row.getLong(1), row.getInt(2), Instant.ofEpochMilli(row.getLong(3))))
                .list();
        jdbc.sql("select min(due_at) from mail_outbox")
                .query(Long.class)
                .optional()
                .ifPresent(next -> lookAt(Instant.ofEpochMilli(next)));
        return due;
    }

    /** Takes an entry for oneself. Whoever crashes with it leaves it to the others, some minutes later. */
    @Transactional
    public boolean claim(Entry entry) {
        return jdbc.sql("update mail_outbox set due_at = ?, attempts = attempts + 1 where user_id = ? and due_at = ?")
                        .params(clock.instant().plus(LEASE).toEpochMilli(), entry.userId())
                        .param(entry.dueAt().toEpochMilli())
                        .update()
                == 1;
    }

    /** What the letter is about, the longest known first. */
    @Transactional(readOnly = true)
    public List<Item> items(long userId) {
        return jdbc.sql("""
                        select room_id, first_seq, last_seq from mail_item
                        where user_id = ? and first_seq <= last_seq order by room_id""")
                .param(userId)
                .query((row, _) -> new Item(row.getLong(1), row.getLong(2), row.getLong(3)))
                .list();
    }

    /** These items are settled. What came to them since waits for the next letter. */
    @Transactional
    public void settle(long userId, Collection<Item> items) {
        Instant next = clock.instant().plus(wait);
        jdbc.sql("update mail_outbox set attempts = 0, due_at = ? where user_id = ?")
                .params(next.toEpochMilli(), userId)
                .update();
        batches.batchUpdate(
                "update mail_item set first_seq = ? where user_id = ? and room_id = ? and first_seq <= ?",
                items.stream()
                        .map(item -> new Object[] {item.lastSeq() + 1, userId, item.roomId(), item.lastSeq()})
                        .toList());
        jdbc.sql("""
                        delete from mail_outbox where user_id = ? and not exists (
                            select 1 from mail_item i where i.user_id = mail_outbox.user_id and i.first_seq <= i.last_seq)""").param(userId).update();
        lookAt(next);
    }

    /** To be tried again. */
    @Transactional
    public void later(Entry entry, Duration pause) {
        Instant dueAt = clock.instant().plus(pause);
        jdbc.sql("update mail_outbox set due_at = ? where user_id = ?")
                .params(dueAt.toEpochMilli(), entry.userId())
                .update();
        lookAt(dueAt);
    }

    /** Not to be tried before this time, and this was no attempt. */
    @Transactional
    public void postpone(Entry entry, Instant dueAt) {
        jdbc.sql("update mail_outbox set due_at = ?, attempts = ? where user_id = ?")
                .params(dueAt.toEpochMilli(), entry.attempts(), entry.userId())
                .update();
        lookAt(dueAt);
    }

    /** Something is due at this time. */
    void lookAt(Instant time) {
        nextLook.noLaterThan(time);
    }
}
