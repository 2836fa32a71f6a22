package app.parley.testing.sql;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source whose connections tell a listener each statement they execute; a batch tells each of its rows. */
final class ListeningDataSource {

    private ListeningDataSource() {}

    static DataSource around(DataSource target, Consumer<Executed> listener) {
        return proxy(DataSource.class, (_, method, arguments) -> {
            Object result = invoke(target, method, arguments);
            return result instanceof Connection connection ? connection(connection, listener) : result;
        });
    }

    private static Connection connection(Connection target, Consumer<Executed> listener) {
        return proxy(Connection.class, (_, method, arguments) -> {
            Object result = invoke(target, method, arguments);
            return switch (result) {
                case PreparedStatement prepared
                when arguments != null ->
                    proxy(PreparedStatement.class, new Listening(prepared, (String) arguments[0], listener));
                case Statement statement -> proxy(Statement.class, new Listening(statement, "", listener));
                case null, default -> result;
            };
        });
    }

    /** Reports on executeXxx and addBatch; a batch's rows are parameters of one statement each. */
    private record Listening(
            Statement target, String sql, Map<Integer, @Nullable Object> parameters, Consumer<Executed> listener)
            implements InvocationHandler {

        Listening(Statement target, String sql, Consumer<Executed> listener) {
            this(target, sql, new TreeMap<>(), listener);
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            String name = method.getName();
            boolean plain = arguments != null && arguments.length > 0 && arguments[0] instanceof String;
            if (name.equals("addBatch") || (name.startsWith("execute") && !name.endsWith("Batch"))) {
                listener.accept(new Executed(plain ? (String) arguments[0] : sql, parameters));
            } else if (name.equals("clearParameters")) {
                parameters.clear();
            } else if (name.startsWith("set")
                    && arguments != null
                    && arguments.length >= 2
                    && arguments[0] instanceof Integer index) {
                parameters.put(index, name.equals("setNull") ? null : arguments[1]);
            }
            return ListeningDataSource.invoke(target, method, arguments);
        }
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
