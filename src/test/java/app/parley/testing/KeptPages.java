package app.parley.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The pages that tests saw, each kind once, in {@code target/pages}: after the tests the build gives them to the Nu checker. */
public final class KeptPages {

    private static final Path FOLDER = Path.of("target", "pages");
    private static final Set<String> KEPT = ConcurrentHashMap.newKeySet();

    private KeptPages() {}

    /** Keeps what a client without a browser got, if it is a page: one for each kind of address and status. */
    static void keep(HttpResponse<String> response) {
        if (response.body().startsWith("<!DOCTYPE html>")) {
            String kind = response.uri()
                    .getPath()
                    .replaceAll("\\d+", "1")
                    .replaceAll("(?<=/(direct|join|confirm|unsubscribe)/).*", "");
            keep("got " + response.statusCode() + kind, response.body());
        }
    }

    /**
     * Keeps a page, unless there is one of this name.
     *
     * @param name what it shows
     * @param html a whole document
     */
    public static void keep(String name, String html) {
        String file = name.replaceAll("[^A-Za-z0-9]+", "-") + ".html";
        if (KEPT.add(file)) {
            try {
                Files.createDirectories(FOLDER);
                Files.writeString(FOLDER.resolve(file), html);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
