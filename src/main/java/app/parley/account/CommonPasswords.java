package app.parley.account;

import com.nulabinc.zxcvbn.StandardDictionaries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** The ten thousand commonest passwords of zxcvbn's ranked list, of which only those that are long enough matter. */
final class CommonPasswords {

    private static final int HOW_MANY = 10_000;
    private static final Set<String> WORDS = read();

    private CommonPasswords() {}

    /** @param password in lower case */
    static boolean contains(String password) {
        return WORDS.contains(password);
    }

    private static Set<String> read() {
        try (InputStream list = StandardDictionaries.class.getResourceAsStream("matchers/dictionaries/passwords.txt")) {
            if (list == null) {
                throw new IllegalStateException("zxcvbn's list of passwords is missing");
            }
            return new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))
                    .lines()
                    .limit(HOW_MANY)
                    .filter(word -> word.length() >= Password.SHORTEST)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
