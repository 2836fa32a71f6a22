package app.parley.testing.crash;

import app.parley.ParleyApplication;
import org.springframework.boot.SpringApplication;

/** The application with one fault: it acknowledges a message before the transaction that stores it commits. */
final class FaultyParley {

    private FaultyParley() {}

    public static void main(String[] args) {
        SpringApplication.from(ParleyApplication::main).run(args);
    }
}
