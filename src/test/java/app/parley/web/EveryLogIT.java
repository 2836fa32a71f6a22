package app.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.Entrusted;
import app.parley.testing.FreshDatabase;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Comes after all other tests and reads what their servers logged, whatever they went through. */
@Order(Integer.MAX_VALUE)
class EveryLogIT {

    /** The invitation to a server full of invented people, whose password is everybody's. */
    private static final String DEMO = "The demo team is here. Sign in as";

    private static final String TEXT = "the lighthouse keeper reads at night";

    @Test
    void noServerOfAnyTestLoggedWhatPeopleEntrustedToIt() {
        somethingToKeep(ParleyServer.shared(TestDatabase.SQLITE));

        List<Path> logs = ParleyServer.logs();

        assertThat(logs).isNotEmpty();
        assertThat(logs).allSatisfy(log -> assertThat(Entrusted.repeatedIn(log)).allMatch(line -> line.contains(DEMO)));
    }

    /** The same check, of a server that is told to log all that it gets. */
    @Test
    void aServerThatLogsPasswordsCookiesTokensAndTextsIsFoundOut() throws IOException {
        try (FreshDatabase database = TestDatabase.SQLITE.fresh();
                ParleyServer indiscreet = ParleyServer.on(database)
                        .with("LOGGING_LEVEL_ORG_SPRINGFRAMEWORK_WEB_SERVLET", "trace")
                        .with("SPRING_MVC_LOGREQUESTDETAILS", "true")
                        .label("indiscreet")
                        .start()) {
            Person bo = somethingToKeep(indiscreet);

            List<String> found = Entrusted.repeatedIn(indiscreet.log());
            Files.delete(indiscreet.log()); // not for the test above

            assertThat(String.join("\n", found))
                    .contains(Person.PASSWORD, bo.cookies().getFirst().getValue(), bo.csrfToken(), TEXT);
        }
    }

    private static Person somethingToKeep(ParleyServer server) {
        Person bo = Person.newMember(server.uri(), "Bo");
        bo.post(bo.createRoom("Last words", "closed"), TEXT);
        return bo;
    }
}
