package app.parley.storage;

import java.sql.Types;
import org.hibernate.community.dialect.SQLiteDialect;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;

/**
 * SQLite as its documentation has it: every integer has 64 bits, and a key is the table's own order only when it is
 * declared {@code integer primary key}, so the validation of the schema must not insist on {@code bigint}.
 *
 * @see <a href="https://www.sqlite.org/lang_createtable.html#rowid">SQLite, ROWIDs and the INTEGER PRIMARY KEY</a>
 */
public class ParleySqliteDialect extends SQLiteDialect {

    public ParleySqliteDialect(DialectResolutionInfo info) {
        super(info);
    }

    @Override
    public boolean equivalentTypes(int one, int other) {
        return super.equivalentTypes(one, other) || (isInteger(one) && isInteger(other));
    }

    private static boolean isInteger(int type) {
        return type == Types.INTEGER || type == Types.BIGINT;
    }
}
