package dev.lutra.library;

import dev.lutra.TestDatabase;
import java.util.Locale;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Databases as older versions left them. */
final class MigratedDatabase {

    private MigratedDatabase() {}

    static void migrate(DriverManagerDataSource database, TestDatabase kind, MigrationVersion version) {
        Flyway.configure()
                .dataSource(database)
                .locations("db/migration/common", "db/migration/" + kind.name().toLowerCase(Locale.ROOT))
                .target(version)
                .load()
                .migrate();
    }

    /** @param settings of the application, from {@link TestDatabase#settings} */
    static DriverManagerDataSource open(TestDatabase kind, Map<String, Object> settings) {
        return kind == TestDatabase.H2
                ? new DriverManagerDataSource("jdbc:h2:file:%s/lutra;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"
                        .formatted(settings.get("LUTRA_DATA")))
                : new DriverManagerDataSource(
                        String.valueOf(settings.get("spring.datasource.url")),
                        String.valueOf(settings.get("spring.datasource.username")),
                        String.valueOf(settings.get("spring.datasource.password")));
    }
}
