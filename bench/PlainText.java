import java.nio.ByteBuffer;

/** What the peer on bare Netty takes: {@code author clientId body}. */
final class PlainText extends Protocol {

    private static final Needle SEQ = new Needle("\"seq\":");

    private final int number;

    PlainText(int number) {
        this.number = number;
    }

    @Override
    String path() {
        return "/";
    }

    @Override
    void opened(Client client) {
        client.joined();
    }

    @Override
    void text(Client client, ByteBuffer in, int from, int to) {
        Traffic traffic = client.traffic();
        traffic.received(
                client,
                in,
                traffic.marker().find(in, from, to),
                Needle.number(in, SEQ.after(in, from, to), 18),
                to - from);
    }

    @Override
    void post(Client client, String clientId, String body) {
        client.say(number + " " + clientId + " " + body);
    }
}
