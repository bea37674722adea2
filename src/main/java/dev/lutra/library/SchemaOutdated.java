package dev.lutra.library;

import org.jspecify.annotations.Nullable;

/** The schema of the database is older than this program, which may not update it. */
final class SchemaOutdated extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * @param found version of the schema, null for an empty database
     * @param needed version that this program works with
     */
    SchemaOutdated(@Nullable String found, String needed) {
        super(
                found == null
                        ? "The database is empty, and this Lutra needs schema version " + needed
                        : "The database has schema version %s, and this Lutra needs version %s"
                                .formatted(found, needed));
    }
}
