package app.parley.realtime;

import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.internal.Generator;
import org.jspecify.annotations.Nullable;

/**
 * Texts that go to a socket together, in this order: each a whole STOMP frame in a WebSocket message of its own. All sockets
 * share the same bytes, so nobody may move a buffer's position or limit.
 */
final class Frames {

    private static final Generator WEB_SOCKET = new Generator();

    private final List<ByteBuffer> texts;
    private final int bytes;
    private volatile @Nullable ByteBuffer joined;

    Frames(List<ByteBuffer> texts) {
        this.texts = texts;
        this.bytes = texts.stream().mapToInt(ByteBuffer::remaining).sum();
        this.joined = texts.size() == 1 ? texts.getFirst() : null;
    }

    static Frames of(byte[] text) {
        return new Frames(List.of(ByteBuffer.wrap(text)));
    }

    List<ByteBuffer> texts() {
        return texts;
    }

    int count() {
        return texts.size();
    }

    /** The size of all texts. */
    int bytes() {
        return bytes;
    }

    /**
     * All texts as one frame for Jetty: it says the length of the first text, which makes Jetty write the header of that, and
     * carries the others behind it with their headers. So any number of messages costs one frame and one write, without a
     * copy for each socket.
     */
    Frame webSocket() {
        ByteBuffer payload = joined().duplicate();
        int first = texts.getFirst().remaining();
        return texts.size() == 1
                ? new Frame(OpCode.TEXT, payload)
                : new Frame(OpCode.TEXT, payload) {
                    @Override
                    public int getPayloadLength() {
                        return first;
                    }
                };
    }

    private ByteBuffer joined() {
        ByteBuffer known = joined;
        if (known == null) {
            joined = known = join(); // twice at worst
        }
        return known;
    }

    private ByteBuffer join() {
        // Outside the heap: from there the kernel takes it without another copy.
        ByteBuffer all = ByteBuffer.allocateDirect(bytes + texts.size() * Generator.MAX_HEADER_LENGTH);
        all.put(texts.getFirst().duplicate()).flip();
        for (ByteBuffer text : texts.subList(1, texts.size())) {
            WEB_SOCKET.generateWholeFrame(new Frame(OpCode.TEXT, text.duplicate()), all);
        }
        return all;
    }
}
