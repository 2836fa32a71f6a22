package app.parley.testing.reading;

import app.parley.testing.FreshDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A room as its rows have it, by plain SQL. */
public final class StoredRoom {

    private StoredRoom() {}

    /** The messages of the room, ascending. */
    public static List<Said> messages(FreshDatabase database, long room) throws SQLException {
        List<Said> messages = new ArrayList<>();
        try (Connection connection = database.connect();
                PreparedStatement select = connection.prepareStatement(
                        "select id, seq, change_no, client_id, author_id, body, edited_at, deleted_at from message"
                                + " where room_id = ? order by seq")) {
            select.setLong(1, room);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                messages.add(new Said(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getString(6),
                        row.getObject(7) != null,
                        row.getObject(8) != null,
                        0));
            }
        }
        return messages;
    }

    /** The number of the last thing that happened in the room. */
    public static long lastChange(FreshDatabase database, long room) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement select = connection.prepareStatement("select last_change from room where id = ?")) {
            select.setLong(1, room);
            ResultSet row = select.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }
}
