package app.parley.account;

import app.parley.account.session.Secret;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** People's pictures, in the database: all nodes show them, and a backup holds them. */
@Component
class UserPictures {

    private static final int VERSION_DIGITS = 16;

    private final Users users;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    UserPictures(Users users, JdbcClient jdbc, ApplicationEventPublisher events) {
        this.users = users;
        this.jdbc = jdbc;
        this.events = events;
    }

    /** The JPEG, if this version is the one that is shown. */
    @Transactional(readOnly = true)
    public Optional<byte[]> find(long userId, String version) {
        return jdbc.sql("select content from user_picture where user_id = ? and version = ?")
                .params(userId, version)
                .query((row, _) -> row.getBytes(1))
                .optional();
    }

    /** @param jpeg small and square */
    @Transactional
    public void replace(User me, byte[] jpeg) {
        String version = Secret.hash(HexFormat.of().formatHex(jpeg)).substring(0, VERSION_DIGITS);
        remove(me.id());
        jdbc.sql("insert into user_picture (user_id, version, content) values (?, ?, ?)")
                .params(me.id(), version, jpeg)
                .update();
        users.findById(me.id()).ifPresent(user -> {
            user.show(version);
            events.publishEvent(new UserChanged(user.viewer(), true));
        });
    }

    @Transactional
    public void drop(User me) {
        remove(me.id());
        users.findById(me.id()).ifPresent(user -> {
            user.show(null);
            events.publishEvent(new UserChanged(user.viewer(), true));
        });
    }

    private void remove(long userId) {
        jdbc.sql("delete from user_picture where user_id = ?").param(userId).update();
    }
}
