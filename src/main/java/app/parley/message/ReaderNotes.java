package app.parley.message;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the page of a room needs to know of its reader besides the membership, in one statement. */
@Component
class ReaderNotes {

    /**
     * @param receipts whether there are read receipts at all
     * @param draft what the reader began to write here, or empty
     * @param blocked the ids of those whom the reader blocks
     */
    record Notes(boolean receipts, String draft, List<Long> blocked) {}

    private final JdbcClient jdbc;

    ReaderNotes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public Notes of(long userId, long roomId) {
        record Row(String kind, long id, String text) {}
        List<Row> rows = jdbc.sql("""
                        select 'receipts' as kind, 0 as id, '' as note from receipt where id = 1 and enabled = true
                        union all select 'draft', 0, body from draft where room_id = ? and user_id = ?
                        union all select 'blocked', blocked_id, '' from block where user_id = ?""")
                .params(roomId, userId, userId)
                .query((row, _) -> new Row(row.getString(1), row.getLong(2), row.getString(3)))
                .list();
        boolean receipts = false;
        String draft = "";
        List<Long> blocked = new ArrayList<>();
        for (Row row : rows) {
            switch (row.kind()) {
                case "receipts" -> receipts = true;
                case "draft" -> draft = row.text();
                default -> blocked.add(row.id());
            }
        }
        return new Notes(receipts, draft, blocked);
    }
}
