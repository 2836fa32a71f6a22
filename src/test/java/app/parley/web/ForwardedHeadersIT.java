package app.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.Page;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.TestDatabase;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Only the operator decides who is believed about where a request comes from. */
class ForwardedHeadersIT {

    private static FreshDatabase database;
    private static ParleyServer server;

    @BeforeAll
    static void aServerWithItsDefaults() {
        database = TestDatabase.SQLITE.fresh();
        server = ParleyServer.on(database).label("defaults").start();
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
    }

    @Test
    void whoGuessesPasswordsIsStoppedWhateverAddressesAreForged() {
        Person bo = Person.newMember(server.uri(), "Bo");
        Person mallory = Person.visiting(server.uri());
        List<Integer> answers = new ArrayList<>();

        for (int guess = 1; guess <= 11; guess++) {
            answers.add(signIn(mallory, bo.username(), "guess-number-" + guess, "203.0.113." + guess)
                    .status());
        }

        assertThat(answers.subList(0, 10)).containsOnly(422);
        assertThat(answers.getLast()).isEqualTo(429);
    }

    @Test
    void aForgedAddressIsNotNoted() throws SQLException {
        Person bo = Person.newMember(server.uri(), "Bo");

        signIn(Person.visiting(server.uri()), bo.username(), Person.PASSWORD, "203.0.113.7")
                .expect(303);

        assertThat(addresses(database, bo)).hasSize(2).containsOnly("127.0.0.1");
    }

    @Test
    void aProxyThatTheOperatorNamesIsBelieved() throws SQLException {
        try (FreshDatabase behind = TestDatabase.SQLITE.fresh();
                ParleyServer proxied = ParleyServer.on(behind)
                        .with("PARLEY_FORWARD_HEADERS", "native")
                        .label("behind-a-proxy")
                        .start()) {
            Person bo = Person.newMember(proxied.uri(), "Bo");

            signIn(Person.visiting(proxied.uri()), bo.username(), Person.PASSWORD, "203.0.113.7")
                    .expect(303);

            assertThat(addresses(behind, bo)).containsExactlyInAnyOrder("127.0.0.1", "203.0.113.7");
        }
    }

    private static Page signIn(Person visitor, String username, String password, String from) {
        String token = visitor.csrfToken();
        return visitor.exchange(visitor.request("/login")
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(visitor.csrfHeader(), token)
                .header("X-Forwarded-For", from)
                .POST(HttpRequest.BodyPublishers.ofString("username=" + username + "&password=" + password)));
    }

    private static List<String> addresses(FreshDatabase database, Person person) throws SQLException {
        List<String> addresses = new ArrayList<>();
        try (Connection connection = database.connect();
                PreparedStatement query =
                        connection.prepareStatement("select address from web_session where user_id = ?")) {
            query.setLong(1, Long.parseLong(person.id()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    addresses.add(row.getString(1));
                }
            }
        }
        return addresses;
    }
}
