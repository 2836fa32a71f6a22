package app.parley.testing.reading;

import app.parley.testing.Person;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import tools.jackson.databind.JsonNode;

/** The three ways to read a whole room over HTTP, page by page. */
public enum History {
    /** From the first message on. */
    FORWARDS {
        @Override
        public List<Said> read(Person person, long room) {
            return ascending(person, room, "after", Said::seq);
        }
    },

    /** From the newest message back. */
    BACKWARDS {
        @Override
        public List<Said> read(Person person, long room) {
            List<List<Said>> pages = new ArrayList<>();
            JsonNode page = person.transcript(room, "");
            pages.add(messages(page));
            while (page.path("more").asBoolean()) {
                page = person.transcript(
                        room, "before=" + pages.getLast().getFirst().seq());
                pages.add(messages(page));
            }
            return pages.reversed().stream().flatMap(List::stream).toList();
        }
    },

    /** Everything that ever happened; of each message the last, so in a room that rests each comes once. */
    BY_CHANGES {
        @Override
        public List<Said> read(Person person, long room) {
            return ascending(person, room, "changed", Said::change).stream()
                    .sorted(Comparator.comparingLong(Said::seq))
                    .toList();
        }
    };

    /** @return ascending by seq */
    public abstract List<Said> read(Person person, long room);

    private static List<Said> ascending(Person person, long room, String parameter, ToLongFunction<Said> number) {
        List<Said> list = new ArrayList<>();
        JsonNode page;
        do {
            page = person.transcript(room, parameter + "=" + (list.isEmpty() ? 0 : number.applyAsLong(list.getLast())));
            list.addAll(messages(page));
        } while (page.path("more").asBoolean());
        return list;
    }

    private static List<Said> messages(JsonNode page) {
        List<Said> messages = new ArrayList<>();
        page.path("messages").forEach(message -> messages.add(Said.of(message)));
        return messages;
    }
}
