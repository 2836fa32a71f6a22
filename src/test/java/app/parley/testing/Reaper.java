package app.parley.testing;

import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * Cleans up when this JVM cannot: a process beside it that reads from a pipe what is open, and at the pipe's end, however
 * this JVM came to its own, ends what was never closed. Without it a build that is killed leaves its servers running.
 */
final class Reaper {

    private static final String PROGRAM = """
            $1 == "+" { key = $2; sub(/^[^ ]+ [^ ]+ /, ""); undo[key] = $0 }
            $1 == "-" { delete undo[$2] }
            END {
                for (key in undo) if (key ~ /^process:/) system(undo[key])
                for (key in undo) if (key !~ /^process:/) system(undo[key])
            }
            """;
    private static final @Nullable Writer PIPE = start();

    private Reaper() {}

    /**
     * Notes something that must not be left behind.
     *
     * @param key a word without spaces; what begins with {@code process:} goes first
     * @param undo the shell command that removes it
     */
    static void watch(String key, String undo) {
        tell("+ " + key + " " + undo);
    }

    /** It was closed in good order. */
    static void forget(String key) {
        tell("- " + key);
    }

    private static @Nullable Writer start() {
        try {
            return new ProcessBuilder("awk", PROGRAM)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .outputWriter();
        } catch (IOException e) {
            return null; // no awk here; the shutdown hook does what it can
        }
    }

    private static synchronized void tell(String line) {
        if (PIPE == null) {
            return;
        }
        try {
            PIPE.write(line + "\n");
            PIPE.flush();
        } catch (IOException e) {
            System.err.println("The reaper is gone: " + e);
        }
    }
}
