package app.parley.realtime;

import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.StompFrame;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Somebody who posts one message after the other until closed, so that whoever can hear does. */
final class Talker implements AutoCloseable {

    private final StompConnection connection;
    private final Thread thread;
    private volatile boolean over;

    private Talker(StompConnection connection, long room) {
        this.connection = connection;
        this.thread = Thread.ofVirtual().start(() -> {
            while (!over) {
                connection.post(room, UUID.randomUUID().toString(), "on and on");
            }
        });
    }

    static Talker inRoom(Person person, long room) {
        StompConnection connection = StompConnection.open(person);
        connection.subscribe("/user/queue/acks");
        return new Talker(connection, room);
    }

    /** When the message of this event was posted; long ago if it is about something else. */
    static Instant postedAt(StompFrame event) {
        return postedAt(event.json());
    }

    static Instant postedAt(JsonNode event) {
        String at = event.path("message").path("createdAt").asString("");
        return at.isEmpty() ? Instant.EPOCH : Instant.parse(at);
    }

    /** Returns when the last of its messages was taken. */
    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
