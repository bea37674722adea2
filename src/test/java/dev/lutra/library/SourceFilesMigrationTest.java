package dev.lutra.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.TestDatabase;
import dev.lutra.color.Lut3d;
import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import dev.lutra.library.upload.TestUploads;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class SourceFilesMigrationTest {

    private static final RgbBox WIDE = new RgbBox(new Rgb(-1, 0, 0.5f), new Rgb(2, 3, 4));

    @ParameterizedTest
    @EnumSource
    void keepsTheLatticesOfOlderVersions(TestDatabase kind, @TempDir Path noModels) {
        Map<String, Object> settings = kind.settings();
        DriverManagerDataSource database = MigratedDatabase.open(kind, settings);
        MigratedDatabase.migrate(database, kind, MigrationVersion.fromVersion("6"));
        JdbcClient jdbc = JdbcClient.create(database);
        Lut3d plain = TestUploads.look(1, 17);
        Lut3d wide = new Lut3d(9, WIDE, TestUploads.look(2, 9).lattice());
        for (Lut3d lut : List.of(plain, wide)) {
            jdbc.sql("""
                            insert into lut (slug, title, tags, format, size, sha256, bytes, domain, created_at)
                            values (?, 'Old', '', 'cube', ?, ?, 1000, ?, current_timestamp)""")
                    .param("old-" + lut.size())
                    .param(lut.size())
                    .param(String.valueOf(lut.size()).repeat(32))
                    .param(Numbers.toBytes(lut.domain()))
                    .update();
            OldLattices.insert(jdbc, "old-" + lut.size(), lut);
        }

        try (var node = new TestLibrary(settings, noModels)) {
            for (Lut3d lut : List.of(plain, wide)) {
                LibraryLut old = node.library().find("old-" + lut.size(), null);
                assertThat(old.kept()).isEqualTo(KeptSource.LATTICE);
                assertThat(node.luts().source(old)).usingRecursiveComparison().isEqualTo(lut);
            }
        }
    }
}
