import java.nio.ByteBuffer;

/**
 * Socket.IO 4 over Engine.IO's WebSocket.
 *
 * @see <a href="https://socket.io/docs/v4/engine-io-protocol/">Engine.IO protocol</a>
 * @see <a href="https://socket.io/docs/v4/socket-io-protocol/">Socket.IO protocol</a>
 */
final class SocketIo extends Protocol {

    private static final Needle SEQ = new Needle("\"seq\":");

    private final int number;

    SocketIo(int number) {
        this.number = number;
    }

    @Override
    String path() {
        return "/socket.io/?EIO=4&transport=websocket";
    }

    @Override
    void opened(Client client) {}

    @Override
    void text(Client client, ByteBuffer in, int from, int to) {
        int kind = in.get(from);
        if (kind == '4' && in.get(from + 1) == '2') {
            Traffic traffic = client.traffic();
            traffic.received(
                    client,
                    in,
                    traffic.marker().find(in, from, to),
                    Needle.number(in, SEQ.after(in, from, to), 18),
                    to - from);
        } else if (kind == '2') {
            client.say("3");
        } else if (kind == '0') {
            client.say("40");
        } else if (kind == '4' && in.get(from + 1) == '0') {
            client.joined();
        } else {
            throw new Failure("Socket.IO said " + (char) kind);
        }
    }

    @Override
    void post(Client client, String clientId, String body) {
        client.say("42[\"message\",{\"author\":" + number + ",\"clientId\":\"" + clientId + "\",\"body\":\"" + body + "\"}]");
    }
}
