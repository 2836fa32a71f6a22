package app.parley.storage;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import org.sqlite.SQLiteErrorCode;

/**
 * Gives up a connection on which anything but a violated constraint or a missing feature went wrong; a new one costs a
 * millisecond.
 *
 * <p>The driver begins the next transaction right behind every commit. If that fails, because another process holds the
 * write lock for longer than the busy time-out, the connection stays without a transaction, and every commit and rollback on
 * it fails from then on. With one connection to write, that would be the end of writing.
 */
final class SqliteEviction implements SQLExceptionOverride {

    /** The low byte of an extended result code is the code that it refines. */
    private static final int PRIMARY_CODE = 0xFF;

    @java.lang.Override
    public Override adjudicate(SQLException exception) {
        boolean isViolation = (exception.getErrorCode() & PRIMARY_CODE) == SQLiteErrorCode.SQLITE_CONSTRAINT.code;
        boolean isUnknown =
                exception instanceof SQLFeatureNotSupportedException; // Hibernate asks what the driver knows
        return isViolation || isUnknown ? Override.CONTINUE_EVICT : Override.MUST_EVICT;
    }
}
