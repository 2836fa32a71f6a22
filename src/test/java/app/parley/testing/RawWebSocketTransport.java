package app.parley.testing;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The native endpoint over a plain TCP socket with our own framing (RFC 6455), for what a decent WebSocket library refuses
 * to send: text that is not UTF-8, wrong opcodes, frames without a mask.
 */
final class RawWebSocketTransport implements StompTransport {

    static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;
    private final Receiver receiver;
    private final AtomicBoolean closed = new AtomicBoolean();

    private RawWebSocketTransport(Person person, Receiver receiver) throws IOException {
        this.receiver = receiver;
        socket = new Socket(person.server().getHost(), person.server().getPort());
        out = socket.getOutputStream();
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        shakeHands(person);
    }

    /** @throws IllegalStateException with the status line if the server refuses the handshake */
    static RawWebSocketTransport open(Person person, Receiver receiver) {
        try {
            RawWebSocketTransport transport = new RawWebSocketTransport(person, receiver);
            Thread.ofVirtual().name("raw-websocket").start(transport::read);
            return transport;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void send(String text) {
        send(TEXT, text.getBytes(StandardCharsets.UTF_8), true);
    }

    /**
     * Sends one frame with the FIN bit set.
     *
     * @param masked whether to mask it, as a client must
     */
    void send(int opcode, byte[] payload, boolean masked) {
        sendFrame(0x80 | opcode, payload, masked);
    }

    /** Sends one frame of a message that goes on. */
    void sendFragment(int opcode, byte[] payload) {
        sendFrame(opcode, payload, true);
    }

    private synchronized void sendFrame(int first, byte[] payload, boolean masked) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) first);
        int mask = masked ? 0x80 : 0;
        if (payload.length < 126) {
            frame.put((byte) (mask | payload.length));
        } else if (payload.length < 1 << 16) {
            frame.put((byte) (mask | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (mask | 127)).putLong(payload.length);
        }
        byte[] key = new byte[4];
        if (masked) {
            ThreadLocalRandom.current().nextBytes(key);
            frame.put(key);
        }
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ key[i % 4]));
        }
        try {
            out.write(frame.array(), 0, frame.position());
            out.flush();
        } catch (IOException _) {
            // The reader hears the reason, which the server may have sent before it stopped to listen.
        }
    }

    @Override
    public void close() {
        send(CLOSE, new byte[] {3, (byte) 0xe8}, true); // 1000
    }

    @Override
    public void abort() {
        finish("aborted by the client");
    }

    private void shakeHands(Person person) throws IOException {
        byte[] key = new byte[16];
        ThreadLocalRandom.current().nextBytes(key);
        String request = """
                GET /ws/websocket HTTP/1.1
                Host: %s
                Origin: %s
                Cookie: %s
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Protocol: v12.stomp
                Sec-WebSocket-Key: %s

                """.formatted(
                        person.server().getAuthority(),
                        person.server(),
                        person.cookieHeader(),
                        Base64.getEncoder().encodeToString(key))
                .replace("\n", "\r\n");
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        String status = line();
        while (!line().isEmpty()) {
            // the headers of the answer say nothing that we need
        }
        if (!status.contains(" 101 ")) {
            socket.close();
            throw new IllegalStateException("The handshake was answered with " + status);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private void read() {
        try {
            while (!closed.get()) {
                int opcode = in.readUnsignedByte() & 0x0f;
                byte[] payload = in.readNBytes(length());
                switch (opcode) {
                    case CLOSE -> finish(closeReason(payload));
                    case PING -> send(PONG, payload, true);
                    case PONG -> {}
                    default -> receiver.received(new String(payload, StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            finish("lost: " + e);
        }
    }

    private int length() throws IOException {
        int length = in.readUnsignedByte() & 0x7f;
        return switch (length) {
            case 126 -> in.readUnsignedShort();
            case 127 -> Math.toIntExact(in.readLong());
            default -> length;
        };
    }

    private static String closeReason(byte[] payload) {
        return payload.length < 2
                ? "1005 "
                : Short.toUnsignedInt(ByteBuffer.wrap(payload).getShort()) + " "
                        + new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
    }

    private void finish(String reason) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        receiver.closed(reason);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
