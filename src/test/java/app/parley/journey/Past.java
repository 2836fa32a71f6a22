package app.parley.journey;

import app.parley.testing.FreshDatabase;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.load.RoomPopulation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** What happened in a room before anybody opens a browser, written into the tables at once. */
final class Past {

    private final FreshDatabase database;
    private final long room;

    private Past(FreshDatabase database, long room) {
        this.database = database;
        this.room = room;
    }

    static Past of(ParleyServer server, long room) {
        return new Past(server.database(), room);
    }

    Past wrote(Person author, int count) throws SQLException {
        try (Connection connection = database.connect()) {
            RoomPopulation.fill(connection, room, List.of(Long.parseLong(author.id())), count);
        }
        return this;
    }

    /** One more message, at a moment of one's choice. */
    Past wroteAt(Person author, Instant moment) throws SQLException {
        wrote(author, 1);
        change(
                "update message set created_at = ? where room_id = ? and seq = (select last_seq from room where id = ?)",
                moment.toEpochMilli(),
                room,
                room);
        change("update room set last_posted_at = ? where id = ?", moment.toEpochMilli(), room);
        return this;
    }

    /** This person has read up to this message. */
    Past read(Person reader, long seq) throws SQLException {
        change(
                "update membership set last_read_seq = ? where room_id = ? and user_id = ?",
                seq,
                room,
                Long.parseLong(reader.id()));
        return this;
    }

    private void change(String sql, long... parameters) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                update.setLong(i + 1, parameters[i]);
            }
            if (update.executeUpdate() != 1) {
                throw new IllegalStateException("Nothing to change by " + sql);
            }
        }
    }
}
