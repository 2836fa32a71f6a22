package app.parley.storage;

import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;

/** Says, instead of a stack trace, what became of the schema and what to do. */
class MigrationFailureAnalyzer extends AbstractFailureAnalyzer<FlywayException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, FlywayException cause) {
        if (cause instanceof FlywayMigrateException stopped) {
            return new FailureAnalysis(
                    "Migration %s of the database stopped: %s"
                            .formatted(
                                    stopped.getMigration().getVersion(),
                                    NestedExceptionUtils.getMostSpecificCause(cause)
                                            .getMessage()),
                    "Mend that and start again: it goes on where it stopped, and what people wrote is untouched.",
                    cause);
        } else if (cause instanceof FlywayValidateException) {
            return new FailureAnalysis(
                    "The history of the database's schema is not one that this program knows: " + cause.getMessage(),
                    "Start the version that wrote this data, or restore a backup. Nothing was changed.",
                    cause);
        } else if (cause.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
            return new FailureAnalysis(
                    "The database has tables that are not Parley's.",
                    "Name by DATABASE_URL an empty database, or the one that Parley made. Nothing was changed.",
                    cause);
        }
        return null;
    }
}
