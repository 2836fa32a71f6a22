package app.parley.setup;

import app.parley.account.Newcomer;
import app.parley.text.Objection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The set-up by {@code PARLEY_ADMIN_USERNAME} and {@code PARLEY_ADMIN_PASSWORD}: done before the first connection is
 * accepted, so that no stranger comes first, and only if nobody has an account.
 */
@Component
class UnattendedSetup implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(UnattendedSetup.class);

    private final FirstRun firstRun;
    private final String username;
    private final String password;
    private volatile boolean running;

    UnattendedSetup(
            FirstRun firstRun,
            @Value("${PARLEY_ADMIN_USERNAME:}") String username,
            @Value("${PARLEY_ADMIN_PASSWORD:}") String password) {
        this.firstRun = firstRun;
        this.username = username;
        this.password = password;
    }

    /** @throws InvalidAdministrator if the variables do not make an account */
    @Override
    public void start() {
        running = true;
        if (username.isEmpty() && password.isEmpty()) {
            return;
        } else if (username.isEmpty() || password.isEmpty()) {
            throw new InvalidAdministrator("one of the two is missing");
        } else if (!firstRun.isComplete()) {
            complete();
        }
    }

    private void complete() {
        try {
            if (firstRun.complete(new Newcomer(username, username, password), null)
                    .isPresent()) {
                log.info("Set up: “{}” is the administrator", username);
            }
        } catch (Objection e) {
            throw new InvalidAdministrator(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server, whose phase is among the last. */
    @Override
    public int getPhase() {
        return 0;
    }

    /** The operator's variables are not a valid username and password. */
    static class InvalidAdministrator extends IllegalStateException {

        InvalidAdministrator(String problem) {
            super(problem);
        }
    }
}
