package app.parley.demo;

import app.parley.room.RoomKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import org.springframework.core.io.ClassPathResource;

/**
 * A room of the demo and what was said in it, oldest first.
 *
 * <p>A file begins with its settings, one a line; then come the conversations, each under a heading that says when it
 * was:
 *
 * <pre>
 * name: Lobby
 * description: What everyone should see once a day
 * kind: open
 * members: anna ines tomas
 * unread: 3
 *
 * === Day 12: a title, for whoever edits this
 * 09:12 ines: Good morning! The text is Markdown
 * and may go on over several lines.
 * 09:13 anna: Good morning.
 *
 * === Saturday after 9: …
 * 10:02 anna: …
 *
 * === Today: …
 * -0:20 tomas: Twenty minutes before the start.
 * </pre>
 *
 * <p>{@code Day 12} is the twelfth working day before the start, and {@code Saturday after 9} (or Sunday) the first one
 * after the ninth, so the week has its rhythm whenever the server starts. Empty lines around a text do not count.
 *
 * @param members the first one owns the room
 * @param unread how many of the last messages the first member has not read
 */
record Script(String name, String description, RoomKind kind, List<Cast> members, int unread, List<Line> lines) {

    /** A message: who wrote what, and when. */
    record Line(Instant at, Cast speaker, String body) {}

    private static final List<String> FILES =
            List.of("lobby.txt", "release.txt", "support.txt", "reading.txt", "board.txt", "ines.txt", "crew.txt");

    /**
     * All rooms, the one for newcomers first.
     *
     * @param start when the last line was a few minutes ago
     * @throws IllegalArgumentException with file and line if a text is not written as it should be
     */
    static List<Script> all(ZonedDateTime start) {
        return FILES.stream().map(file -> read(file, start)).toList();
    }

    private static Script read(String file, ZonedDateTime start) {
        try {
            String text = new ClassPathResource("demo/" + file).getContentAsString(StandardCharsets.UTF_8);
            return new ScriptParser(file, start).parse(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
