package app.parley.account.session;

import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** When people came last, as far as their web sessions still say it. */
@Component
public class LastAccess {

    private final JdbcClient jdbc;

    LastAccess(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Up to ten minutes too early, because a page view writes nothing; empty for somebody who has signed out everywhere. */
    @Transactional(readOnly = true)
    public Optional<Instant> of(long userId) {
        return jdbc.sql("select last_access_at from web_session where user_id = ? order by last_access_at desc limit 1")
                .param(userId)
                .query(Long.class)
                .optional()
                .map(Instant::ofEpochMilli);
    }
}
