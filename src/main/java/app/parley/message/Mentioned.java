package app.parley.message;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Somebody who is called in a message.
 *
 * @param id the user's id
 * @param username the word after {@code @} in the source, in lower case
 * @param name the name that the person has now, which readers see in its place
 */
public record Mentioned(long id, String username, String name) {

    static Map<String, Mentioned> byUsername(List<Mentioned> people) {
        return people.stream().collect(Collectors.toMap(Mentioned::username, Function.identity()));
    }
}
