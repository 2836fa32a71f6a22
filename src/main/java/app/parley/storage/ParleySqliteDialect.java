package app.parley.storage;

import java.sql.SQLException;
import java.sql.Types;
import org.hibernate.community.dialect.SQLiteDialect;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.spi.SQLExceptionConversionDelegate;
import org.sqlite.SQLiteErrorCode;

/**
 * SQLite as its documentation has it: every integer has 64 bits, and a key is the table's own order only when it is
 * declared {@code integer primary key}, so the validation of the schema must not insist on {@code bigint}.
 *
 * @see <a href="https://www.sqlite.org/lang_createtable.html#rowid">SQLite, ROWIDs and the INTEGER PRIMARY KEY</a>
 */
public class ParleySqliteDialect extends SQLiteDialect {

    /** The low byte of an extended result code is the code that it refines. */
    private static final int PRIMARY_CODE = 0xFF;

    public ParleySqliteDialect(DialectResolutionInfo info) {
        super(info);
    }

    /** In a batch, SQLite reports the kind of violation instead of the violation, and Hibernate does not know those codes. */
    @Override
    public SQLExceptionConversionDelegate buildSQLExceptionConversionDelegate() {
        SQLExceptionConversionDelegate usual = super.buildSQLExceptionConversionDelegate();
        return (exception, message, sql) -> isViolation(exception)
                ? new ConstraintViolationException(message, exception, sql, null)
                : usual.convert(exception, message, sql);
    }

    private static boolean isViolation(SQLException exception) {
        return (exception.getErrorCode() & PRIMARY_CODE) == SQLiteErrorCode.SQLITE_CONSTRAINT.code;
    }

    @Override
    public boolean equivalentTypes(int one, int other) {
        return super.equivalentTypes(one, other) || (isInteger(one) && isInteger(other));
    }

    private static boolean isInteger(int type) {
        return type == Types.INTEGER || type == Types.BIGINT;
    }
}
