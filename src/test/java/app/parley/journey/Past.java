package app.parley.journey;

import app.parley.testing.FreshDatabase;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.load.RoomPopulation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
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

    /** This person has read up to this message. */
    Past read(Person reader, long seq) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement update = connection.prepareStatement(
                        "update membership set last_read_seq = ? where room_id = ? and user_id = ?")) {
            update.setLong(1, seq);
            update.setLong(2, room);
            update.setLong(3, Long.parseLong(reader.id()));
            if (update.executeUpdate() != 1) {
                throw new IllegalStateException(reader + " is not in room " + room);
            }
        }
        return this;
    }
}
