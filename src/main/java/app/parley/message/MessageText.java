package app.parley.message;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a message says, read once, before the lock of its room is taken: the text and whom it mentions.
 *
 * @param source Markdown, as it is stored
 * @param mentions for each mention the words that it may mean, the likeliest first: usernames in lower case,
 *     {@link Markdown#ALL} or {@link Markdown#HERE}
 */
record MessageText(String source, List<List<String>> mentions) {

    /** Reads a text that may be stored. */
    static MessageText of(String source) {
        return new MessageText(source, Markdown.mentions(source));
    }

    /** Whether it mentions all of a room, or all who are here. */
    boolean mentionsMany() {
        return mentionsAll() || mentionsHere();
    }

    boolean mentionsAll() {
        return mentions.stream().anyMatch(readings -> readings.getFirst().equals(Markdown.ALL));
    }

    boolean mentionsHere() {
        return mentions.stream().anyMatch(readings -> readings.getFirst().equals(Markdown.HERE));
    }

    /** Every username that one of the mentions may mean. */
    Stream<String> usernames() {
        return mentions.stream().flatMap(List::stream).filter(word -> !Markdown.FOR_MANY.contains(word));
    }
}
