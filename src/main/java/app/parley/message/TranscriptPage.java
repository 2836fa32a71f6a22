package app.parley.message;

import app.parley.web.Viewer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

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

    record Entry(Message message, Viewer author, List<Mentioned> called, Fragment fragment) {}

    /** The page as programs read it. */
    record Wire(List<WireMessage> messages, boolean more, long change, boolean moreBefore, boolean moreAfter) {}

    public List<Fragment> fragments() {
        return entries.stream().map(Entry::fragment).toList();
    }

    /**
     * An entity tag that is another one as soon as anything in the page is: a message, a name or a picture in it, or what lies around.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-etag">RFC 9110 §8.8.3</a>
     */
    String etag() {
        var versions = new StringBuilder();
        versions.append(more).append(change).append(moreBefore).append(moreAfter);
        for (Entry entry : entries) {
            Message message = entry.message();
            versions.append('\n').append(message.id()).append(' ').append(message.change());
            versions.append(' ').append(entry.author().name());
            versions.append(' ').append(entry.author().picture());
            entry.called().forEach(person -> versions.append('\t').append(person.name()));
        }
        return "W/\"" + UUID.nameUUIDFromBytes(versions.toString().getBytes(StandardCharsets.UTF_8)) + '"';
    }

    Wire wire() {
        List<WireMessage> messages = entries.stream()
                .map(entry -> WireMessage.of(entry.message(), entry.author(), entry.fragment()))
                .toList();
        return new Wire(messages, more, change, moreBefore, moreAfter);
    }
}
