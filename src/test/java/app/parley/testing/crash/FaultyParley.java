package app.parley.testing.crash;

import app.parley.ParleyApplication;
import app.parley.testing.OnlyTheApplication;
import org.springframework.boot.SpringApplication;

/**
 * The application with one planted fault: it acknowledges a message before the transaction that stores it commits. The
 * crash audit must catch it.
 */
final class FaultyParley {

    private FaultyParley() {}

    public static void main(String[] arguments) {
        SpringApplication.from(ParleyApplication::main)
                .with(OnlyTheApplication.class, LateCommit.class)
                .run(arguments);
    }
}
