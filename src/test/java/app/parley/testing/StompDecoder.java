package app.parley.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a stream of text into STOMP frames, wherever the transport's messages begin and end. Our bodies are JSON and hold
 * no NUL, so a NUL always ends a frame. Line ends between frames are heartbeats.
 */
final class StompDecoder {

    private final StringBuilder pending = new StringBuilder();

    List<StompFrame> feed(CharSequence text) {
        pending.append(text);
        List<StompFrame> frames = new ArrayList<>();
        for (int end = pending.indexOf("\0"); end >= 0; end = pending.indexOf("\0")) {
            frames.add(StompFrame.parse(pending.substring(0, end).replaceFirst("^[\r\n]+", "")));
            pending.delete(0, end + 1);
        }
        while (!pending.isEmpty() && (pending.charAt(0) == '\n' || pending.charAt(0) == '\r')) {
            pending.deleteCharAt(0);
        }
        return frames;
    }
}
