package app.parley.testing.sql;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Hears every statement that an application context in this JVM sends through its data source. Add it to a test's context
 * with {@code @Import(StatementCounter.class)} and have it injected.
 *
 * <p>It wraps the data source in front of the pools; what talks to a pool directly is not heard.
 */
public final class StatementCounter implements BeanPostProcessor {

    private final List<Executed> heard = new CopyOnWriteArrayList<>();
    private volatile @Nullable Thread only;

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return JdbcProxy.aroundConnections(bean, connection -> ListeningConnection.around(connection, this::hear));
    }

    /** The statements that ran, on any thread, while the block ran. */
    public List<Executed> during(Callable<?> block) throws Exception {
        heard.clear();
        block.call();
        return List.copyOf(heard);
    }

    /** The statements that ran on this thread while the block ran: not those of what looks around in the background. */
    public List<Executed> duringHere(Callable<?> block) throws Exception {
        only = Thread.currentThread();
        try {
            return during(block);
        } finally {
            only = null;
        }
    }

    private void hear(Executed statement) {
        Thread listened = only;
        if (listened == null || listened == Thread.currentThread()) {
            heard.add(statement);
        }
    }
}
