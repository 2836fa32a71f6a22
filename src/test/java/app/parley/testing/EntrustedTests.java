package app.parley.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntrustedTests {

    @TempDir
    private Path directory;

    private final String secret = "entrusted-" + UUID.randomUUID();

    @Test
    void aLineThatRepeatsASecretIsFoundWhereverItStands() throws IOException {
        Entrusted.note(secret);

        Path log = log("Parley is ready", "cookie=" + secret + "; next", secret, "the end");

        assertThat(Entrusted.repeatedIn(log)).containsExactly("cookie=" + secret + "; next", secret);
    }

    @Test
    void theBeginningOfALongTextIsEnough() throws IOException {
        Entrusted.note(secret + " and much more\nin several lines");

        Path log = log("payload=" + secret + " and mu...(truncated)");

        assertThat(Entrusted.repeatedIn(log)).hasSize(1);
    }

    @Test
    void anotherSecretThatBeginsAlikeIsNotTakenForIt() throws IOException {
        Entrusted.note(secret);

        assertThat(Entrusted.repeatedIn(log(secret.substring(0, 30), "entrusted-" + UUID.randomUUID())))
                .isEmpty();
    }

    @Test
    void whatMayStandInALogByChanceIsNotNoted() throws IOException {
        Entrusted.note("Hello");
        Entrusted.note("");

        assertThat(Entrusted.repeatedIn(log("Hello", ""))).isEmpty();
    }

    @Test
    void thePasswordOfAllIsAlwaysLookedFor() throws IOException {
        assertThat(Entrusted.repeatedIn(log("password=[" + Person.PASSWORD + "]")))
                .hasSize(1);
    }

    private Path log(String... lines) throws IOException {
        return Files.writeString(directory.resolve("server.log"), String.join("\n", lines));
    }
}
