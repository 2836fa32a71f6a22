package app.parley.storage;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Takes what anybody, of ours or not, wants to log because the database refuses its work, and gives it to the {@link
 * DatabaseWatch}: an outage would fill the disk with the stack traces of all that it stops.
 */
final class RefusalFilter extends TurboFilter {

    private final DatabaseWatch watch;

    RefusalFilter(DatabaseWatch watch) {
        this.watch = watch;
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable thrown) {
        if (!level.isGreaterOrEqual(Level.WARN)) {
            return FilterReply.NEUTRAL;
        }
        Throwable failure = thrown == null ? last(parameters) : thrown;
        return failure != null && watch.note(failure) ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    /** Where SLF4J looks for it. */
    private static @Nullable Throwable last(Object @Nullable [] parameters) {
        return parameters != null
                        && parameters.length > 0
                        && parameters[parameters.length - 1] instanceof Throwable thrown
                ? thrown
                : null;
    }
}
