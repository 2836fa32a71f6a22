package app.parley.testing.sql;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A statement that ran.
 *
 * @param parameters index (from 1) to value
 */
public record Executed(String sql, Map<Integer, @Nullable Object> parameters) {

    public Executed {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** Whether it is no SELECT, so that it may change the database. */
    public boolean writes() {
        return !sql.stripLeading().toLowerCase(Locale.ROOT).matches("(?s)(select|with|pragma|show|explain)\\b.*");
    }
}
