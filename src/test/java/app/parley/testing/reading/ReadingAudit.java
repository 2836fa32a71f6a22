package app.parley.testing.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares lists of messages that should be the same list, and says in which way they are not. */
public final class ReadingAudit {

    private final List<Finding> findings = new ArrayList<>();

    /** What somebody heard live, while nothing but posting went on, must go up. */
    public void checkOrder(String reader, List<Said> heard) {
        Set<Long> seen = new HashSet<>();
        long last = 0;
        for (Said said : heard) {
            if (!seen.add(said.seq())) {
                add(Kind.DOUBLED, reader, said.toString());
            } else if (said.seq() < last) {
                add(Kind.REORDERED, reader, said + " came after " + last);
            }
            last = Math.max(last, said.seq());
        }
    }

    /** @param expected the messages of the room, each once, ascending */
    public void compare(String reader, List<Said> list, List<Said> expected) {
        checkOrder(reader, list);
        Map<Long, Said> shown = new HashMap<>();
        list.forEach(said -> shown.put(said.seq(), said));
        for (Said message : expected) {
            Said said = shown.remove(message.seq());
            if (said == null) {
                add(Kind.MISSING, reader, message.toString());
            } else if (!said.equals(message)) {
                add(kind(said, message), reader, said + " should be " + message);
            }
        }
        shown.values().forEach(said -> add(Kind.INVENTED, reader, said.toString()));
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    private static Kind kind(Said said, Said message) {
        if (message.deleted() && !said.deleted()) {
            return Kind.RESURRECTED;
        } else if (said.change() < message.change()) {
            return Kind.STALE;
        } else {
            return Kind.DIFFERENT;
        }
    }

    private void add(Kind kind, String reader, String what) {
        findings.add(new Finding(kind, reader, what));
    }

    /** What can be wrong. */
    public enum Kind {
        /** A message of the room is not in the list. */
        MISSING,
        /** A message is in the list more than once. */
        DOUBLED,
        /** The numbers go back. */
        REORDERED,
        /** The list has an older version of a message. */
        STALE,
        /** The list has a message that is deleted. */
        RESURRECTED,
        /** The same version says something else. */
        DIFFERENT,
        /** The room has no such message. */
        INVENTED
    }

    /**
     * One thing that is wrong.
     *
     * @param reader whose list
     * @param what for a person to read
     */
    public record Finding(Kind kind, String reader, String what) {}
}
