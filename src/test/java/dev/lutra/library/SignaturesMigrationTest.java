package dev.lutra.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.TestDatabase;
import dev.lutra.TestModels;
import dev.lutra.TestNode;
import dev.lutra.Waiting;
import dev.lutra.color.Lut3d;
import dev.lutra.network.file.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

class SignaturesMigrationTest {

    @ParameterizedTest
    @EnumSource
    void looksAtTheLutsOfOlderVersions(TestDatabase kind, @TempDir Path models) throws IOException {
        Map<String, Object> settings = kind.settings();
        DriverManagerDataSource database = MigratedDatabase.open(kind, settings);
        MigratedDatabase.migrate(database, kind, MigrationVersion.fromVersion("10"));
        JdbcClient jdbc = JdbcClient.create(database);
        insert(jdbc, "old-nothing", Lut3d.identity(5));
        insert(jdbc, "old-grey", grey());
        jdbc.sql("""
                        insert into lut (slug, title, tags, format, size, sha256, bytes, created_at)
                        values ('lost', 'Lost', '', 'cube', 5, ?, 1000, current_timestamp)""").param("f".repeat(64)).update();
        ModelFile.write(TestModels.detailed(), models.resolve("detailed.safetensors"));

        try (var node = new TestNode(settings, "lutra.models.path=" + models)) {
            JsonNode all = Waiting.until("descriptions", () -> luts(node), SignaturesMigrationTest::areDescribed);
            assertThat(traits(all, "old-nothing")).containsExactly("neutral");
            assertThat(traits(all, "old-grey")).contains("monochrome");
            assertThat(traits(all, "grey")).contains("monochrome");
            assertThat(traits(all, "near")).doesNotContain("monochrome");
            var lost = node.get("/luts/lost/similar");
            assertThat(lost.statusCode()).isEqualTo(409);
            assertThat(TestNode.json(lost).get("code").stringValue()).isEqualTo("lut-unreadable");
            assertThat(TestNode.json(node.get("/luts/grey/similar"))
                            .get("items")
                            .size())
                    .isEqualTo(7);
        }
        try (var node = new TestNode(settings, "lutra.models.path=" + models)) {
            assertThat(node.bean(LookDescriptions.class).missing())
                    .extracting(LibraryLut::id)
                    .containsExactly("lost");
        }
    }

    private static JsonNode luts(TestNode node) {
        return TestNode.json(node.get("/luts?size=500")).get("items");
    }

    /** Neither a source nor a model has the lost one. */
    private static boolean areDescribed(JsonNode luts) {
        return luts.values().stream()
                .allMatch(lut -> lut.get("id").stringValue().equals("lost")
                        == lut.get("character").isNull());
    }

    private static List<String> traits(JsonNode luts, String id) {
        return luts.values().stream()
                .filter(lut -> lut.get("id").stringValue().equals(id))
                .flatMap(lut -> lut.get("traits").values().stream())
                .map(JsonNode::stringValue)
                .toList();
    }

    private static void insert(JdbcClient jdbc, String slug, Lut3d lut) {
        jdbc.sql("""
                        insert into lut (slug, title, tags, format, size, sha256, bytes, created_at)
                        values (?, 'Old', '', 'cube', ?, ?, 1000, current_timestamp)""")
                .param(slug)
                .param(lut.size())
                .param("%064x".formatted(slug.hashCode() & 0xFFFF))
                .update();
        OldLattices.insert(jdbc, slug, lut);
    }

    private static Lut3d grey() {
        Lut3d lut = Lut3d.identity(5);
        float[] lattice = lut.lattice();
        for (int i = 0; i < lattice.length; i += 3) {
            lattice[i] = lattice[i + 1];
            lattice[i + 2] = lattice[i + 1];
        }
        return lut;
    }
}
