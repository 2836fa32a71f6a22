package app.parley.testing;

import java.nio.file.Path;
import java.util.List;

/** A server program of the MySQL family on this machine. */
interface ServerProgram {

    /** A word for messages and logs. */
    String name();

    /**
     * Makes the data of a new server, on which {@code root} needs no password.
     *
     * @param data a directory that does not exist yet
     */
    void initialise(Path data);

    /** The program with the options that it needs to run on that data; where it listens is the caller's to add. */
    List<String> command(Path data);

    /** A server refuses to run as root unless it is told so. */
    static List<String> user() {
        return Programs.runsAsRoot() ? List.of("--user=root") : List.of();
    }
}
