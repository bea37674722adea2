package dev.lutra.library;

/** The schema of the database could not be updated. */
public final class SchemaMigrationFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    SchemaMigrationFailed(String reason, Throwable cause) {
        super("The schema was not migrated: " + reason, cause);
    }
}
