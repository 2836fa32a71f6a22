import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands to a JVM, or to whatever takes a process id. */
final class Jcmd {

    private Jcmd() {}

    static List<String> gc() {
        return List.of(program(), "", "GC.run");
    }

    static String jvm(long pid, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program(), ""));
        command.addAll(List.of(arguments));
        return run(command, pid);
    }

    /** The process id takes the place of an empty argument, or the last. */
    static String run(List<String> command, long pid) throws IOException, InterruptedException {
        List<String> filled = new ArrayList<>(command);
        filled.replaceAll(argument -> argument.isEmpty() ? Long.toString(pid) : argument);
        if (filled.equals(command)) {
            filled.add(Long.toString(pid));
        }
        Process process = new ProcessBuilder(filled).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(filled + ": " + output);
        }
        return output;
    }

    private static String program() {
        return Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    }
}
