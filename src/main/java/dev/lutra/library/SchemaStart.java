package dev.lutra.library;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/** Updates the schema of the database when the process starts, or only checks that it is current. */
@Component
final class SchemaStart implements FlywayMigrationStrategy {

    private final SchemaSettings settings;

    SchemaStart(SchemaSettings settings) {
        this.settings = settings;
    }

    /** @throws SchemaOutdated if the schema is older than this program, and another process updates it */
    @Override
    public void migrate(Flyway schema) {
        if (settings.migrate()) {
            schema.migrate();
        } else {
            check(schema.info());
        }
    }

    private static void check(MigrationInfoService state) {
        MigrationInfo current = state.current();
        MigrationInfo[] pending = state.pending();
        if (pending.length > 0) {
            throw new SchemaOutdated(
                    current == null ? null : current.getVersion().toString(),
                    pending[pending.length - 1].getVersion().toString());
        }
    }
}
