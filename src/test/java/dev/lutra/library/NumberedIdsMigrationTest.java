package dev.lutra.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.TestDatabase;
import java.util.Locale;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class NumberedIdsMigrationTest {

    @ParameterizedTest
    @EnumSource
    void renamesIdsThatAreNumbers(TestDatabase kind) {
        DriverManagerDataSource database = open(kind);
        migrate(database, kind, "4");
        JdbcClient jdbc = JdbcClient.create(database);
        for (String slug : new String[] {"1", "lut-1", "160", "160-t"}) {
            jdbc.sql("""
                            insert into lut (slug, title, tags, format, size, sha256, bytes, created_at)
                            values (?, 'x', '', 'cube', 2, ?, 1, current_timestamp)""").param(slug).param(slug).update();
        }

        migrate(database, kind, "5");

        assertThat(jdbc.sql("select trim(slug) from lut order by id")
                        .query((row, number) -> row.getString(1))
                        .list())
                .containsExactly("lut-1-1", "lut-1", "lut-160", "160-t");
        assertThat(jdbc.sql("select warnings from lut")
                        .query((row, number) -> row.getString(1))
                        .list())
                .containsOnly("");
    }

    private static void migrate(DriverManagerDataSource database, TestDatabase kind, String version) {
        Flyway.configure()
                .dataSource(database)
                .locations("db/migration/common", "db/migration/" + kind.name().toLowerCase(Locale.ROOT))
                .target(MigrationVersion.fromVersion(version))
                .load()
                .migrate();
    }

    private static DriverManagerDataSource open(TestDatabase kind) {
        Map<String, Object> settings = kind.settings();
        return kind == TestDatabase.H2
                ? new DriverManagerDataSource("jdbc:h2:file:%s/lutra;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"
                        .formatted(settings.get("LUTRA_DATA")))
                : new DriverManagerDataSource(
                        String.valueOf(settings.get("spring.datasource.url")),
                        String.valueOf(settings.get("spring.datasource.username")),
                        String.valueOf(settings.get("spring.datasource.password")));
    }
}
