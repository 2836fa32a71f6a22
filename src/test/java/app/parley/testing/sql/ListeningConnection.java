package app.parley.testing.sql;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection that tells a listener each statement it executes; of a batch, each row. */
final class ListeningConnection {

    private ListeningConnection() {}

    static Connection around(Connection target, Consumer<Executed> listener) {
        return JdbcProxy.of(Connection.class, (_, method, arguments) -> {
            Object result = JdbcProxy.pass(target, method, arguments);
            return switch (result) {
                case PreparedStatement prepared
                when arguments != null ->
                    JdbcProxy.of(PreparedStatement.class, new Listening(prepared, (String) arguments[0], listener));
                case Statement statement -> JdbcProxy.of(Statement.class, new Listening(statement, "", listener));
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
            return JdbcProxy.pass(target, method, arguments);
        }
    }
}
