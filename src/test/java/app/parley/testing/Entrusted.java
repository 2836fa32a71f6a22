package app.parley.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * What the people of this run entrusted to servers: passwords, cookies, tokens, and the texts that they posted. No log may
 * repeat any of it. {@link Person}, {@link StompConnection} and {@link Visit} note by themselves what passes through them.
 */
public final class Entrusted {

    /** Less than this may stand in a log by chance. */
    private static final int LEAST = 12;

    /** Who logs a long value cuts it off, so its beginning gives it away. */
    private static final int HEAD = 40;

    /** By their first characters, so that one pass over a log looks for all. */
    private static final Map<String, Set<String>> HEADS = new ConcurrentHashMap<>();

    static {
        note(Person.PASSWORD);
    }

    private Entrusted() {}

    /** Remembers the beginning of this value, unless it is too short to be recognised. */
    public static void note(String value) {
        String line = value.lines().findFirst().orElse("");
        if (line.length() >= LEAST) {
            HEADS.computeIfAbsent(line.substring(0, LEAST), _ -> ConcurrentHashMap.newKeySet())
                    .add(line.substring(0, Math.min(HEAD, line.length())));
        }
    }

    /** How much there is to look for. */
    public static int size() {
        return HEADS.values().stream().mapToInt(Set::size).sum();
    }

    /** The lines of this log that repeat something. */
    public static List<String> repeatedIn(Path log) {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .filter(Entrusted::repeats)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean repeats(String line) {
        return IntStream.rangeClosed(0, line.length() - LEAST)
                .anyMatch(at -> HEADS.getOrDefault(line.substring(at, at + LEAST), Set.of()).stream()
                        .anyMatch(head -> line.startsWith(head, at)));
    }
}
