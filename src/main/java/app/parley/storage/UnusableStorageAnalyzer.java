package app.parley.storage;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one sentence, instead of a stack trace, why the server does not start. */
class UnusableStorageAnalyzer extends AbstractFailureAnalyzer<UnusableStorage> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, UnusableStorage cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
    }
}
