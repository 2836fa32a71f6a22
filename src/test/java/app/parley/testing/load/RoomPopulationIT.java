package app.parley.testing.load;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class RoomPopulationIT {

    private static final int MESSAGES = 10_123;

    @ParameterizedTest
    @EnumSource
    void aPopulatedRoomGoesOnAsIfItHadBeenTalkedInto(TestDatabase kind) throws SQLException {
        ParleyServer server = ParleyServer.shared(kind);
        Person bo = Person.newMember(
                server.uri(), "Bo " + UUID.randomUUID().toString().substring(0, 8));
        long room = bo.createRoom("Populated", "closed");
        bo.post(room, "first");
        try (Connection database = server.database().connect()) {
            RoomPopulation.fill(database, room, List.of(Long.parseLong(bo.id())), MESSAGES);
        }

        JsonNode next = bo.post(room, "last");
        JsonNode newest = bo.transcript(room, "");

        assertThat(next.path("seq").asInt()).isEqualTo(MESSAGES + 2);
        assertThat(newest.path("messages")).hasSize(50);
        assertThat(newest.path("more").asBoolean()).isTrue();
        assertThat(bo.transcript(room, "before=3").path("messages"))
                .extracting(message -> message.path("seq").asInt())
                .containsExactly(1, 2);
    }

    @ParameterizedTest
    @EnumSource
    void aFloodIsAcknowledgedCompletely(TestDatabase kind) {
        RoomFlood.Result result = RoomFlood.flood(ParleyServer.shared(kind).uri(), 4, 500);

        System.out.println(kind + ": " + result);
        assertThat(result.acknowledged()).isGreaterThanOrEqualTo(500);
    }
}
