package app.parley.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.Messages;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.SilentServer;
import app.parley.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SilentMailServerIT {

    @Test
    void aMailServerThatNeverGreetsDelaysNoMessage() throws SQLException {
        try (SilentServer silent = SilentServer.on(0);
                FreshDatabase database = TestDatabase.SQLITE.fresh();
                ParleyServer server = ParleyServer.on(database)
                        .with("spring.mail.host", "127.0.0.1")
                        .with("spring.mail.port", Integer.toString(silent.port()))
                        .with("parley.address", "https://chat.example.org")
                        .with("parley.mail.wait", "0s")
                        .with("parley.mail.round", "100ms")
                        .start()) {
            Person mei = Person.newMember(server.uri(), "Mei");
            Person bo = Person.newMember(server.uri(), "Bo");
            reachable(database, mei);
            long room = bo.createRoom("Kitchen", "open");
            mei.join(room);
            bo.post(room, "@" + mei.username() + " soup?");
            CompletableFuture<Void> givenUp = silent.awaitCaller();

            Messages.comeThrough(bo, mei, room);
            assertThat(givenUp).as("the mail server is waited for").isNotDone();
        }
    }

    /** No mail server has to answer for that. */
    private static void reachable(FreshDatabase database, Person person) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into mail_address (user_id, address, confirmed, wanted, refusals, code_hash, code_expires_at, unsubscribe_key)
                        values (?, 'mei@example.org', true, true, 0, '', 0, 'key')""")) {
            insert.setLong(1, Long.parseLong(person.id()));
            insert.executeUpdate();
        }
    }
}
