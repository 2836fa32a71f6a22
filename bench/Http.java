import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection that asks for the same thing again and again, with next to no work of its own. */
final class Http implements AutoCloseable {

    private static final String END_OF_CHUNKS = "0\r\n\r\n";

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 20];
    private int filled;

    Http(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
    }

    static byte[] get(String path, String headers) {
        return ("GET " + path + " HTTP/1.1\r\nHost: bench\r\n" + headers + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Asks, reads all of the answer and returns how many bytes it had with its head; fails unless it is a 200. */
    int exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        filled = 0;
        int head = -1;
        long length = -1;
        while (head < 0 || (length >= 0 ? filled < head + length : !endsWith(END_OF_CHUNKS))) {
            int read = in.read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                throw new Failure("The connection was closed");
            }
            filled += read;
            if (head < 0) {
                head = head();
                length = head < 0 ? -1 : length(head);
            }
        }
        return filled;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private int head() {
        int end = text(filled).indexOf("\r\n\r\n");
        if (end >= 0 && !text(16).startsWith("HTTP/1.1 20")) {
            throw new Failure(text(end));
        }
        return end < 0 ? -1 : end + 4;
    }

    private long length(int head) {
        String name = "content-length: ";
        String text = text(head).toLowerCase(Locale.ROOT);
        int at = text.indexOf(name);
        return at < 0 ? -1 : Long.parseLong(text.substring(at + name.length(), text.indexOf('\r', at)));
    }

    private boolean endsWith(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (filled < text.length() || buffer[filled - text.length() + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private String text(int size) {
        return new String(buffer, 0, Math.min(size, filled), StandardCharsets.ISO_8859_1);
    }
}
