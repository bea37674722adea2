package dev.lutra.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.TestDatabase;
import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.Configuration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class SchemaHistoryTest {

    @ParameterizedTest
    @EnumSource
    void knowsWhetherAllMigrationsWereApplied(TestDatabase kind) {
        DriverManagerDataSource database = MigratedDatabase.open(kind, kind.settings());
        assertThat(isCurrent(kind, database)).as("an empty database").isFalse();
        MigratedDatabase.migrate(database, kind, MigrationVersion.fromVersion("9"));
        assertThat(isCurrent(kind, database)).as("an older schema").isFalse();
        MigratedDatabase.migrate(database, kind, MigrationVersion.LATEST);
        assertThat(isCurrent(kind, database)).isTrue();
        var sql = new JdbcTemplate(database);
        sql.update("insert into \"flyway_schema_history\" select 1000, '1000', description, type, script, checksum,"
                + " installed_by, installed_on, execution_time, success from \"flyway_schema_history\""
                + " where version = '9'");
        assertThat(isCurrent(kind, database)).as("a newer schema").isTrue();
        sql.update("update \"flyway_schema_history\" set success = false where version = '11'");
        assertThat(isCurrent(kind, database)).as("a failed migration").isFalse();
    }

    private static boolean isCurrent(TestDatabase kind, DriverManagerDataSource database) {
        Configuration flyway = Flyway.configure()
                .dataSource(database)
                .locations(
                        "classpath:db/migration/common",
                        "classpath:db/migration/" + kind.name().toLowerCase(Locale.ROOT))
                .load()
                .getConfiguration();
        return SchemaHistory.isCurrent(flyway);
    }
}
