package app.parley.testing.crash;

import app.parley.testing.sql.JdbcProxy;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Puts the acknowledgement before the commit without knowing who acknowledges: a transaction that inserts a message is
 * told at once that it has committed, and does so a moment later. Other transactions are left alone, so that everything
 * but this one promise holds.
 */
final class LateCommit implements BeanPostProcessor {

    /** Longer than a busy machine takes from the commit to the acknowledgement. */
    private static final Duration DELAY = Duration.ofMillis(300);

    private static final ScheduledExecutorService LATER = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("late-commit").factory());

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return JdbcProxy.aroundConnections(
                bean, connection -> JdbcProxy.of(Connection.class, new Procrastinating(connection)));
    }

    /** One connection from the pool until it is given back. */
    private static final class Procrastinating implements InvocationHandler {

        private final Connection target;
        private boolean storesMessages;
        private boolean believedCommitted;

        Procrastinating(Connection target) {
            this.target = target;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            String name = method.getName();
            if (arguments != null && arguments[0] instanceof String sql) {
                storesMessages |= sql.toLowerCase(Locale.ROOT).startsWith("insert into message ");
            }
            if (name.equals("commit") && storesMessages) {
                believedCommitted = true;
                return null;
            }
            if (believedCommitted && name.equals("close")) {
                var _ = LATER.schedule(this::commit, DELAY.toMillis(), TimeUnit.MILLISECONDS);
                return null;
            }
            // Switching back to auto-commit would commit.
            return believedCommitted && name.startsWith("set") ? null : JdbcProxy.pass(target, method, arguments);
        }

        private void commit() {
            try (target) {
                target.commit();
                target.setAutoCommit(true);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
