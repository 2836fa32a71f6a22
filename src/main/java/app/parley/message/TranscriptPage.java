package app.parley.message;

import app.parley.web.Viewer;
import java.util.List;

/**
 * A piece of a room's transcript.
 *
 * @param entries the messages with their rendered fragments
 * @param more whether more lies in the asked direction
 * @param change the room's change number up to which the piece is complete
 * @param moreBefore whether older messages exist
 * @param moreAfter whether newer messages exist
 */
record TranscriptPage(List<Entry> entries, boolean more, long change, boolean moreBefore, boolean moreAfter) {

    record Entry(Message message, Viewer author, Fragment fragment) {}

    /** The page as programs read it. */
    record Wire(List<WireMessage> messages, boolean more, long change, boolean moreBefore, boolean moreAfter) {}

    public List<Fragment> fragments() {
        return entries.stream().map(Entry::fragment).toList();
    }

    Wire wire() {
        List<WireMessage> messages = entries.stream()
                .map(entry -> WireMessage.of(entry.message(), entry.author(), entry.fragment()))
                .toList();
        return new Wire(messages, more, change, moreBefore, moreAfter);
    }
}
