package app.parley.storage;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * What a database that does not do its work refuses. Nothing is wrong with what was asked then, nothing of it is stored, and
 * the same will work later: whoever asked is told to come back.
 */
public enum Refusal {

    /** Somebody else holds a row, or wanted one that we hold; the next row over there is no trouble. */
    ROW,

    /** It is away, locked, full, read-only, damaged or worn out. */
    DATABASE;

    /** The low byte of an extended result code is the code that it refines. */
    private static final int PRIMARY_CODE = 0xFF;

    /** SQLite's: BUSY, LOCKED, NOMEM, READONLY, INTERRUPT, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB. */
    private static final Set<Integer> SQLITE = Set.of(
            SQLiteErrorCode.SQLITE_BUSY.code,
            SQLiteErrorCode.SQLITE_LOCKED.code,
            SQLiteErrorCode.SQLITE_NOMEM.code,
            SQLiteErrorCode.SQLITE_READONLY.code,
            SQLiteErrorCode.SQLITE_INTERRUPT.code,
            SQLiteErrorCode.SQLITE_IOERR.code,
            SQLiteErrorCode.SQLITE_CORRUPT.code,
            SQLiteErrorCode.SQLITE_FULL.code,
            SQLiteErrorCode.SQLITE_CANTOPEN.code,
            SQLiteErrorCode.SQLITE_PROTOCOL.code,
            SQLiteErrorCode.SQLITE_NOTADB.code);

    /** MySQL's and MariaDB's: a lock not granted in time or at once, a deadlock, a row that changed since it was read. */
    private static final Set<Integer> MYSQL_ROW = Set.of(1205, 3572, 1213, 1020);

    /** MySQL's and MariaDB's, by what is wrong. */
    private static final Set<Integer> MYSQL = Set.of(
            // the disk is full or fails
            1021,
            1026,
            1030,
            1114,
            1180,
            1181,
            3675,
            // nothing may be written
            1036,
            1223,
            1290,
            1836,
            3100,
            3101,
            // a table is damaged or cannot be opened
            1015,
            1016,
            1017,
            1034,
            1194,
            1195,
            1712,
            1877,
            // there is no memory, or there are too many connections
            1037,
            1038,
            1041,
            1040,
            1129,
            1203,
            1226,
            // it ends, or ended what we asked
            1053,
            1317,
            1927,
            1969,
            3024,
            4031);

    /** ISO 9075, class "connection exception". */
    private static final String CONNECTION_EXCEPTION = "08";

    /** What was refused, if that is why this failed; null if something else is wrong. */
    public static @Nullable Refusal of(Throwable failure) {
        Refusal outermost = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Refusal refusal = said(cause);
            if (cause instanceof SQLException e && (refusal != null || e.getErrorCode() != 0)) {
                return refusal; // the driver knows best
            } else if (outermost == null) {
                outermost = refusal;
            }
        }
        return outermost;
    }

    private static @Nullable Refusal said(Throwable cause) {
        return switch (cause) {
            case SQLiteException e -> SQLITE.contains(e.getErrorCode() & PRIMARY_CODE) ? DATABASE : null;
            case SQLException e -> said(e);
            case ConcurrencyFailureException _ -> ROW;
            case CannotCreateTransactionException _,
                    TransactionSystemException _,
                    DataAccessResourceFailureException _,
                    TransientDataAccessException _,
                    RecoverableDataAccessException _ -> DATABASE;
            default -> null;
        };
    }

    private static @Nullable Refusal said(SQLException e) {
        if (MYSQL_ROW.contains(e.getErrorCode())) {
            return ROW;
        }
        String state = e.getSQLState();
        boolean isOfAll = MYSQL.contains(e.getErrorCode())
                || e instanceof SQLTransientException
                || e instanceof SQLRecoverableException
                || (state != null && state.startsWith(CONNECTION_EXCEPTION));
        return isOfAll ? DATABASE : null;
    }
}
