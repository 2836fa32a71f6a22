package app.parley.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** That messages are not held up, whatever else goes on. */
public final class Messages {

    private Messages() {}

    /** Two messages that call the reader, by HTTP and by the socket, are stored and reach the reader's open room. */
    public static void comeThrough(Person author, Person reader, long room) {
        try (StompConnection authors = StompConnection.open(author);
                StompConnection readers = StompConnection.open(reader)) {
            readers.subscribe("/user/queue/errors");
            readers.subscribe("/topic/rooms." + room);
            readers.settle();
            authors.subscribe("/user/queue/acks");
            author.post(room, "@" + reader.username() + " by HTTP");
            JsonNode ack = authors.post(room, UUID.randomUUID().toString(), "@" + reader.username() + " by the socket");
            assertThat(ack.path("status").asString()).isEqualTo("stored");
            long last = ack.path("seq").asLong();
            assertThat(last).isGreaterThan(1);
            for (long seq : List.of(last - 1, last)) {
                readers.await(
                        "/topic/rooms." + room,
                        event -> event.path("message").path("seq").asLong() == seq);
            }
        }
    }
}
