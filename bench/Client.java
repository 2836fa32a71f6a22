import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * One raw socket that speaks WebSocket. Its frames are masked with zeros, which RFC 6455 allows and costs nothing.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455">RFC 6455</a>
 */
final class Client {

    private static final byte[] NOTHING = {};
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final int number;
    private final Protocol protocol;
    private final Traffic traffic;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Queue<ByteBuffer> unsent = new ArrayDeque<>();
    private byte[] rest = NOTHING;
    private boolean upgraded;
    private boolean joined;

    Client(int number, int port, Protocol protocol, Traffic traffic, Selector selector) throws IOException {
        this.number = number;
        this.protocol = protocol;
        this.traffic = traffic;
        this.channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(new InetSocketAddress("127.0.0.1", port));
        this.key = channel.register(selector, SelectionKey.OP_CONNECT, this);
        send(ByteBuffer.wrap("""
                GET %s HTTP/1.1
                Host: 127.0.0.1:%d
                Upgrade: websocket
                Connection: Upgrade
                Origin: http://127.0.0.1:%d
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                Sec-WebSocket-Version: 13
                %s
                """
                .formatted(protocol.path(), port, port, protocol.headers())
                .replace("\r", "")
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII)));
    }

    int number() {
        return number;
    }

    Traffic traffic() {
        return traffic;
    }

    Protocol protocol() {
        return protocol;
    }

    /** Whether it has subscribed to what it wants to hear. */
    boolean isJoined() {
        return joined;
    }

    void joined() {
        joined = true;
    }

    void say(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        send(frame(TEXT, payload));
    }

    void post(String clientId, String body) {
        protocol.post(this, clientId, body);
    }

    /** Reads no more, as a phone in a tunnel. */
    void stall() {
        key.interestOps(0);
    }

    void close() throws IOException {
        key.cancel();
        channel.close();
    }

    /** @param in scratch space, the same for all */
    void ready(ByteBuffer in) throws IOException {
        if (key.isConnectable()) {
            channel.finishConnect();
            key.interestOps(SelectionKey.OP_READ);
            flush();
        }
        if (key.isWritable()) {
            flush();
        }
        if (key.isReadable()) {
            read(in);
        }
    }

    private void read(ByteBuffer in) throws IOException {
        in.clear().put(rest);
        rest = NOTHING;
        if (channel.read(in) < 0) {
            throw new Failure("Client %d was cut off".formatted(number));
        }
        in.flip();
        if (upgraded || upgrade(in)) {
            while (frame(in)) {}
        }
        if (in.hasRemaining()) {
            rest = new byte[in.remaining()];
            in.get(rest);
        }
    }

    private boolean upgrade(ByteBuffer in) {
        String head = StandardCharsets.ISO_8859_1.decode(in.duplicate()).toString();
        int end = head.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        } else if (!head.startsWith("HTTP/1.1 101")) {
            throw new Failure("No socket for client %d: %s".formatted(number, head));
        }
        in.position(in.position() + end + 4);
        upgraded = true;
        protocol.opened(this);
        return true;
    }

    /** Handles one whole frame; false if there is none yet. */
    private boolean frame(ByteBuffer in) {
        int start = in.position();
        int available = in.remaining();
        if (available < 2) {
            return false;
        }
        int length = in.get(start + 1) & 0x7f;
        int head = length < 126 ? 2 : length == 126 ? 4 : 10;
        if (available < head) {
            return false;
        } else if (length == 126) {
            length = in.getShort(start + 2) & 0xffff;
        } else if (length == 127) {
            length = Math.toIntExact(in.getLong(start + 2));
        }
        if (available < head + length) {
            return false;
        }
        in.position(start + head + length);
        handle(in.get(start) & 0xff, in, start + head, start + head + length);
        return true;
    }

    private void handle(int first, ByteBuffer in, int from, int to) {
        switch (first) {
            case 0x80 | TEXT -> protocol.text(this, in, from, to);
            case 0x80 | PING -> {
                byte[] payload = new byte[to - from];
                in.get(from, payload);
                send(frame(PONG, payload));
            }
            case 0x80 | PONG -> {}
            case 0x80 | CLOSE -> throw new Failure("Client %d was sent away".formatted(number));
            default -> throw new Failure("A frame of an unexpected kind: " + first);
        }
    }

    private static ByteBuffer frame(int kind, byte[] payload) {
        var frame = ByteBuffer.allocate(payload.length + 14).put((byte) (0x80 | kind));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65_536) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        return frame.putInt(0).put(payload).flip();
    }

    private void send(ByteBuffer bytes) {
        unsent.add(bytes);
        try {
            if (channel.isConnected()) {
                flush();
            }
        } catch (IOException e) {
            throw new Failure("Client %d cannot write: %s".formatted(number, e));
        }
    }

    private void flush() throws IOException {
        for (ByteBuffer next = unsent.peek(); next != null; next = unsent.peek()) {
            channel.write(next);
            if (next.hasRemaining()) {
                key.interestOpsOr(SelectionKey.OP_WRITE);
                return;
            }
            unsent.remove();
        }
        key.interestOpsAnd(~SelectionKey.OP_WRITE);
    }
}
