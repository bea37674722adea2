package dev.lutra.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.TestDatabase;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class NumberedIdsMigrationTest {

    @ParameterizedTest
    @EnumSource
    void renamesIdsThatAreNumbers(TestDatabase kind) {
        DriverManagerDataSource database = MigratedDatabase.open(kind, kind.settings());
        MigratedDatabase.migrate(database, kind, MigrationVersion.fromVersion("4"));
        JdbcClient jdbc = JdbcClient.create(database);
        for (String slug : new String[] {"1", "lut-1", "160", "160-t"}) {
            jdbc.sql("""
                            insert into lut (slug, title, tags, format, size, sha256, bytes, created_at)
                            values (?, 'x', '', 'cube', 2, ?, 1, current_timestamp)""").param(slug).param(slug).update();
        }

        MigratedDatabase.migrate(database, kind, MigrationVersion.fromVersion("5"));

        assertThat(jdbc.sql("select trim(slug) from lut order by id")
                        .query((row, number) -> row.getString(1))
                        .list())
                .containsExactly("lut-1-1", "lut-1", "lut-160", "160-t");
        assertThat(jdbc.sql("select warnings from lut")
                        .query((row, number) -> row.getString(1))
                        .list())
                .containsOnly("");
    }
}
