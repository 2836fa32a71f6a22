package app.parley.notification;

import app.parley.account.User;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** When people want to be told of nothing: the same hours every day, where they are, and while they are not to be disturbed. */
@Component
public class QuietHours {

    /**
     * @param to on the next day if it is before {@code from}; the whole day if both are the same
     */
    public record Hours(LocalTime from, LocalTime to) {

        /** Whether it is quiet at this time of the day. */
        public boolean contain(LocalTime time) {
            return from.isBefore(to)
                    ? !time.isBefore(from) && time.isBefore(to)
                    : !time.isBefore(from) || time.isBefore(to);
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    QuietHours(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<Hours> of(long userId) {
        return jdbc.sql("select from_minute, to_minute from quiet_hours where user_id = ?")
                .param(userId)
                .query((row, _) -> new Hours(time(row.getInt(1)), time(row.getInt(2))))
                .optional();
    }

    /** Whether this person wants quiet now. */
    @Transactional(readOnly = true)
    public boolean areNow(User person) {
        return end(person).isPresent();
    }

    /** When the quiet ends that this person wants now; empty if they may be told. */
    @Transactional(readOnly = true)
    public Optional<Instant> end(User person) {
        ZonedDateTime now = ZonedDateTime.now(clock.withZone(person.timeZone()));
        Stream<Instant> today = of(person.id()).stream()
                .filter(hours -> hours.contain(now.toLocalTime()))
                .map(hours -> now.with(hours.to()))
                .map(end -> (end.isAfter(now) ? end : end.plusDays(1)).toInstant());
        Stream<Instant> undisturbed = person.doNotDisturbUntil().filter(now.toInstant()::isBefore).stream();
        return Stream.concat(today, undisturbed).max(Comparator.naturalOrder());
    }

    @Transactional
    public void set(long userId, Hours hours) {
        end(userId);
        jdbc.sql("insert into quiet_hours (user_id, from_minute, to_minute) values (?, ?, ?)")
                .params(userId, minute(hours.from()), minute(hours.to()))
                .update();
    }

    @Transactional
    public void end(long userId) {
        jdbc.sql("delete from quiet_hours where user_id = ?").param(userId).update();
    }

    private static LocalTime time(int minute) {
        return LocalTime.of(minute / 60, minute % 60);
    }

    private static int minute(LocalTime time) {
        return time.getHour() * 60 + time.getMinute();
    }
}
