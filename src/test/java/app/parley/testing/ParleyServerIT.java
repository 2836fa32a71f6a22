package app.parley.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(ServerLogsOnFailure.class)
class ParleyServerIT {

    @ParameterizedTest
    @EnumSource
    void peopleStaySignedInOverAKillAndAStop(TestDatabase kind) throws IOException {
        try (FreshDatabase database = kind.fresh();
                ParleyServer server = ParleyServer.on(database).start()) {
            Person ada = server.administrator();
            Person bo = Person.newMember(server.uri(), "Bo");
            long room = ada.createRoom("Quiet", "closed");
            ada.post(room, "before");
            assertThat(bo.get("/rooms/" + room).status()).isEqualTo(404);

            server.kill();
            server.restart();
            ada.post(room, "after the kill");
            server.stop();
            server.restart();

            assertThat(ada.transcript(room, "").path("messages"))
                    .extracting(message -> message.path("body").asString())
                    .containsExactly("before", "after the kill");
            assertThat(Files.readString(server.log())).contains("Started ParleyApplication");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyServerWaitsForItsFirstRunWithoutAComplaint(TestDatabase kind) throws IOException {
        try (FreshDatabase database = kind.fresh();
                ParleyServer server = ParleyServer.on(database).empty().start()) {
            Page answer = Person.visiting(server.uri()).get("/rooms");

            assertThat(answer.location()).contains("/setup");
            assertThat(Files.readString(server.log())).doesNotContain(" WARN ", " ERROR ", "\tat ");
        }
    }
}
