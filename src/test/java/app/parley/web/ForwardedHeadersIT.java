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
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Only the operator decides who is believed about where a request comes from. */
class ForwardedHeadersIT {

    /** What arrives from one proxy, which adds the last address, and what is noted. */
    private static final Map<String, String> NOTED = Map.of(
            "203.0.113.7", "203.0.113.7",
            "198.51.100.1, 203.0.113.8", "203.0.113.8",
            "x, 198.51.100.2, 203.0.113.9:4711", "203.0.113.9",
            "198.51.100.3, [2001:db8:0:7::1]:443", "2001:db8:0:7::1",
            "198.51.100.4, 2001:db8:0:8::1", "2001:db8:0:8::1",
            "198.51.100.5, unknown", "127.0.0.1");

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
                        .with("PARLEY_PROXIES", "1")
                        .label("behind-a-proxy")
                        .start()) {
            Person bo = Person.newMember(proxied.uri(), "Bo");

            for (String noted : NOTED.keySet()) {
                signIn(Person.visiting(proxied.uri()), bo.username(), Person.PASSWORD, noted)
                        .expect(303);
            }

            assertThat(addresses(behind, bo))
                    .extracting(ClientAddress::of)
                    .hasSameElementsAs(
                            NOTED.values().stream().map(ClientAddress::of).toList());
        }
    }

    @Test
    void ofTwoProxiesTheOuterOneKnowsTheBrowser() throws SQLException {
        try (FreshDatabase behind = TestDatabase.SQLITE.fresh();
                ParleyServer proxied = ParleyServer.on(behind)
                        .with("PARLEY_PROXIES", "2")
                        .label("behind-two-proxies")
                        .start()) {
            Person bo = Person.newMember(proxied.uri(), "Bo");
            String[] chains = {
                "198.51.100.1, 203.0.113.1, 192.0.2.8", "203.0.113.2, 192.0.2.8", "203.0.113.3", "x, 203.0.113.4"
            };

            for (String chain : chains) {
                signIn(Person.visiting(proxied.uri()), bo.username(), Person.PASSWORD, chain)
                        .expect(303);
            }

            assertThat(addresses(behind, bo))
                    .containsExactlyInAnyOrder("127.0.0.1", "203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.113.4");
        }
    }

    private static Page signIn(Person visitor, String username, String password, String from) {
        String token = visitor.csrfToken();
        return visitor.exchange(visitor.request("/login")
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(visitor.csrfHeader(), token)
                .header("X-Forwarded-For", from)
                .header("Forwarded", "for=198.51.100.99")
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
