package app.parley.room;

import app.parley.account.User;
import app.parley.account.Users;
import app.parley.text.Sentence;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindingResult;

/** People by what somebody typed: usernames with or without {@code @}, in any case. */
@Component
class NamedPeople {

    /** More in one query is more than every database takes, and more than anybody types. */
    private static final int MOST = 100;

    private static final Pattern BETWEEN = Pattern.compile("[\\s,;]+");

    /** @param unknown the words that are nobody's username, as they were understood, in the order they were typed */
    record Found(List<User> people, List<String> unknown) {

        /** Notes beside the field who is not here, if somebody is not, or that they are too many. */
        void refuse(BindingResult errors, String field) {
            if (people.size() + unknown.size() > MOST) {
                Sentence.of("room.people.too-many", MOST).beside(field, errors);
            } else if (!unknown.isEmpty()) {
                nobody().beside(field, errors);
            }
        }

        /** A sentence about those who are not here. */
        Sentence nobody() {
            return Sentence.of("room.people.unknown", unknown.size(), String.join(", ", unknown));
        }
    }

    private final Users users;

    NamedPeople(Users users) {
        this.users = users;
    }

    /** @param typed any number of usernames with spaces or commas between them */
    Found find(String typed) {
        List<String> wanted = BETWEEN.splitAsStream(typed)
                .map(word -> word.replaceFirst("^@", "").toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .distinct()
                .limit(MOST + 1L)
                .toList();
        List<User> people = wanted.isEmpty()
                ? List.of()
                : users.findByUsernameIn(wanted).stream().filter(User::isActive).toList();
        Set<String> known = people.stream().map(User::username).collect(Collectors.toSet());
        return new Found(
                people, wanted.stream().filter(word -> !known.contains(word)).toList());
    }
}
