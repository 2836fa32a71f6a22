package app.parley.account;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.Page;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nobody fills the server with accounts, and an office behind one address is not bothered. */
class SignUpLimitIT {

    /** An answer says whether a name is taken, whatever else is wrong. */
    @Test
    void whoAsksForNamesWithoutEndIsToldWhenToComeBackToo() {
        try (FreshDatabase database = TestDatabase.SQLITE.fresh();
                ParleyServer server = ParleyServer.on(database)
                        .with("PARLEY_LIMITS_SIGN_UPS_BURST", "2")
                        .label("sign-up-names")
                        .start()) {
            Person curious = Person.visiting(server.uri());
            Map<String, String> bad = Map.of("name", "Curious", "username", "ada", "password", "short");

            curious.submit("/signup", "/signup", bad).expect(422);
            curious.submit("/signup", "/signup", bad).expect(422);

            assertThat(curious.submit("/signup", "/signup", bad).expect(429).body())
                    .doesNotContain("username-error");
        }
    }

    @Test
    void whoMakesAccountWithoutEndIsToldWhenToComeBack() {
        try (FreshDatabase database = TestDatabase.SQLITE.fresh();
                ParleyServer server = ParleyServer.on(database)
                        .with("PARLEY_LIMITS_SIGN_UPS_BURST", "2")
                        .label("sign-ups")
                        .start()) {
            Person.newMember(server.uri(), "One");
            Person two = Person.newMember(server.uri(), "Two");

            Page refused = Person.visiting(server.uri())
                    .submit(
                            "/signup",
                            "/signup",
                            Map.of("name", "Three", "username", "three", "password", Person.PASSWORD));

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.body()).contains("Many accounts were made from your address", "value=\"Three\"");
            assertThat(Person.visiting(server.uri())
                            .signIn(String.valueOf(two.username()), Person.PASSWORD)
                            .id())
                    .isEqualTo(two.id());
        }
    }
}
