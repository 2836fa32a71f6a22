import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** STOMP 1.2, as Parley's page and as a client of Spring's guide speak it: what they subscribe to has its name as its id. */
class Stomp extends Protocol {

    private static final Needle SEQ = new Needle("\"seq\":");
    private static final char NULL = '\0';

    private final int number;
    private final String path;
    private final String headers;
    private final String credentials;
    private final long room;
    private final List<String> destinations;
    private final boolean numbered;

    Stomp(int number, String headers, String credentials, long room, List<String> destinations, boolean numbered) {
        this.number = number;
        this.path = "/ws/websocket";
        this.headers = headers;
        this.credentials = credentials;
        this.room = room;
        this.destinations = destinations;
        this.numbered = numbered;
    }

    Stomp(Person person, long room, List<String> destinations) {
        this(
                0,
                "Cookie: " + person.cookieHeader() + "\r\n",
                "X-XSRF-TOKEN:" + person.csrf() + "\n",
                room,
                destinations,
                true);
    }

    /** Subscribed to what the page of a room subscribes to. */
    static Stomp parley(Person person, long room) {
        return new Stomp(
                person,
                room,
                List.of("/user/queue/acks", "/user/queue/errors", "/user/queue/rooms", "/topic/rooms." + room));
    }

    /** The peer numbers its messages, but the threads of its broker may overtake each other. */
    static Stomp simple(int number) {
        return new Stomp(number, "", "", 1, List.of("/topic/rooms.1"), false);
    }

    @Override
    String path() {
        return path;
    }

    @Override
    String headers() {
        return "Sec-WebSocket-Protocol: v12.stomp\r\n" + headers;
    }

    @Override
    boolean isNumbered() {
        return numbered;
    }

    @Override
    void opened(Client client) {
        client.say("CONNECT\naccept-version:1.2\nhost:bench\nheart-beat:0,0\n" + credentials + "\n" + NULL);
    }

    @Override
    void text(Client client, ByteBuffer in, int from, int to) {
        switch (in.get(from)) {
            case 'M' -> message(client, in, from, to);
            case 'C' -> connected(client);
            case '\n' -> {}
            default -> throw new Failure(string(in, from, to));
        }
    }

    @Override
    void post(Client client, String clientId, String body) {
        client.say("SEND\ndestination:/app/rooms/" + room + "/messages\ncontent-type:application/json\n\n"
                + "{\"clientId\":\"" + clientId + "\",\"body\":\"" + body + "\"" + author() + "}" + NULL);
    }

    private void connected(Client client) {
        destinations.forEach(destination ->
                client.say("SUBSCRIBE\nid:" + destination + "\ndestination:" + destination + "\n\n" + NULL));
        client.joined();
    }

    void message(Client client, ByteBuffer in, int from, int to) {
        Traffic traffic = client.traffic();
        int found = traffic.marker().find(in, from, to);
        if (found >= 0) {
            traffic.received(client, in, found, Needle.number(in, SEQ.after(in, from, to), 18), to - from);
            return;
        }
        String text = string(in, from, to);
        if (text.contains("\"rejected\"") || text.contains("/user/queue/errors")) {
            throw new Failure(text);
        }
    }

    /** Parley knows who writes; the peer is told. */
    private String author() {
        return credentials.isEmpty() ? ",\"author\":" + number : "";
    }

    private static String string(ByteBuffer in, int from, int to) {
        byte[] text = new byte[to - from];
        in.get(from, text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
