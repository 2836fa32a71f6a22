package app.parley.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.TestDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A letter that was to be written is written, although the server is killed before it could. */
class MailAfterACrashIT {

    private static final String ADDRESS = "mei@example.org";

    @ParameterizedTest
    @EnumSource
    void aLetterSurvivesTheServer(TestDatabase family) {
        try (MailServer mail = new MailServer();
                FreshDatabase database = family.fresh();
                ParleyServer server = ParleyServer.on(database)
                        .with("spring.mail.host", "127.0.0.1")
                        .with("spring.mail.port", Integer.toString(mail.port()))
                        .with("parley.address", "https://chat.example.org")
                        .with("parley.mail.wait", "3s")
                        .with("parley.mail.round", "100ms")
                        .start()) {
            Person mei = Person.newMember(server.uri(), "Mei");
            Person bo = Person.newMember(server.uri(), "Bo");
            mei.post("/notifications/mail", Map.of("address", ADDRESS)).expect(303);
            Awaitility.await().until(() -> !mail.lettersTo(ADDRESS).isEmpty());
            Matcher confirm = Pattern.compile("/notifications/mail/confirm/\\S+")
                    .matcher(
                            MailServer.texts(mail.lettersTo(ADDRESS).getFirst()).getFirst());
            assertThat(confirm.find()).isTrue();
            mei.post(confirm.group(), Map.of()).expect(303);
            bo.post(bo.directRoomWith(mei), "are you there?");

            server.kill();
            server.restart();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> mail.lettersTo(ADDRESS).size() > 1);
            assertThat(MailServer.texts(mail.lettersTo(ADDRESS).getLast()).getFirst())
                    .contains("are you there?");
        }
    }
}
