package app.parley.account;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.Page;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.TestDatabase;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RestartIT {

    @ParameterizedTest
    @EnumSource
    void nobodySignsInAgainAndNoGuessIsForgottenAfterTheServerWasKilled(TestDatabase family) {
        try (FreshDatabase database = family.fresh();
                ParleyServer server =
                        ParleyServer.on(database).label("accounts").start()) {
            Person ada = server.administrator();
            Person bo = Person.newMember(server.uri(), "Bo");
            Person guesser = Person.visiting(server.uri());
            for (int i = 0; i < 10; i++) {
                signIn(guesser, "guess " + i).expect(422);
            }

            server.kill();
            server.restart();

            assertThat(ada.get("/profile").expect(200).meta("user-id")).contains(ada.id());
            assertThat(bo.get("/profile").expect(200).meta("user-id")).contains(bo.id());
            signIn(guesser, Person.PASSWORD).expect(429);
        }
    }

    private static Page signIn(Person person, String password) {
        return person.submit("/login", "/login", Map.of("username", "bo", "password", password));
    }
}
