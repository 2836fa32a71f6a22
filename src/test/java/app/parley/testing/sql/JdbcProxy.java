package app.parley.testing.sql;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Stands between the application and JDBC, to listen or to disturb. */
public final class JdbcProxy {

    private JdbcProxy() {}

    /**
     * For a {@code BeanPostProcessor}: wraps the connections of the data source in front of the pools.
     *
     * @return the bean itself if it is no data source, or a pool, which others want by its class
     */
    public static Object aroundConnections(Object bean, UnaryOperator<Connection> wrap) {
        return bean instanceof DataSource target && !(bean instanceof HikariDataSource)
                ? of(DataSource.class, (_, method, arguments) -> {
                    Object result = pass(target, method, arguments);
                    return result instanceof Connection connection ? wrap.apply(connection) : result;
                })
                : bean;
    }

    public static <T> T of(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Calls the real thing; its exceptions stay what they are. */
    public static @Nullable Object pass(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
