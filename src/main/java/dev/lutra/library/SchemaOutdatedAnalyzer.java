package dev.lutra.library;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains why the application did not start: nobody has updated the schema of the database. */
final class SchemaOutdatedAnalyzer extends AbstractFailureAnalyzer<SchemaOutdated> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SchemaOutdated cause) {
        return new FailureAnalysis(
                cause.getMessage() + ".",
                "Run 'lutra migrate' with the settings of this process, or set LUTRA_DATABASE_MIGRATE to true.",
                cause);
    }
}
