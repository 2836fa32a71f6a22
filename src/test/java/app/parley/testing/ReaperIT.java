package app.parley.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReaperIT {

    /** A JVM that starts a process, makes a directory, says so, and waits to be killed. */
    static final class Doomed {

        private Doomed() {}

        public static void main(String[] arguments) throws InterruptedException {
            ChildProcess sleeper =
                    ChildProcess.start("sleeper", List.of("sleep", "300"), System.getenv(), Path.of(arguments[0]));
            System.out.println(sleeper.pid() + " " + ScratchDirectory.create("doomed"));
            Thread.currentThread().join();
        }
    }

    @Test
    void aKilledTestRunLeavesNeitherProcessNorDirectory(@TempDir Path directory) throws Exception {
        Path said = directory.resolve("said");
        ChildProcess doomed = ChildProcess.start(
                "doomed",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Doomed.class.getName(),
                        directory.resolve("log").toString()),
                System.getenv(),
                said);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> Files.readString(said).endsWith("\n"));
        String[] left = Files.readString(said).strip().split(" ", 2);
        ProcessHandle sleeper = ProcessHandle.of(Long.parseLong(left[0])).orElseThrow();
        assertThat(Path.of(left[1])).isDirectory();

        doomed.kill();

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !sleeper.isAlive());
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !Files.exists(Path.of(left[1])));
    }
}
