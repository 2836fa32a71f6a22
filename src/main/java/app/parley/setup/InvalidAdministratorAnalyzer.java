package app.parley.setup;

import app.parley.setup.UnattendedSetup.InvalidAdministrator;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one sentence, instead of a stack trace, why the server does not start. */
class InvalidAdministratorAnalyzer extends AbstractFailureAnalyzer<InvalidAdministrator> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, InvalidAdministrator cause) {
        return new FailureAnalysis(
                "PARLEY_ADMIN_USERNAME and PARLEY_ADMIN_PASSWORD do not make an administrator: " + cause.getMessage(),
                "Set both to valid values, or neither and open /setup in a browser.",
                cause);
    }
}
