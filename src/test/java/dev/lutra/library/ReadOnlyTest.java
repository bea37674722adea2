package dev.lutra.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.ServedNode;
import dev.lutra.TestDatabase;
import dev.lutra.TestModels;
import dev.lutra.TestNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A database that can be read and not written to: what is there goes on being served, and who writes is told why not. */
class ReadOnlyTest {

    @Test
    void servesFromAReadOnlyFolder() {
        Map<String, Object> database = TestDatabase.H2.settings();
        String models = "lutra.models.path=" + TestModels.folder();
        try (var node = new TestNode(database, models)) {
            node.upload(1, 2, false);
            assertThat(json(node, "/actuator/health")
                            .at("/components/writes/status")
                            .stringValue())
                    .isEqualTo("UP");
        }
        // A superuser may write to any folder, so that H2 is told.
        String url = "jdbc:h2:file:%s/lutra;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;ACCESS_MODE_DATA=r"
                .formatted(Path.of(String.valueOf(database.get("LUTRA_DATA"))).toAbsolutePath());
        try (var node = new TestNode(Map.of("spring.datasource.url", url), models, "lutra.roles=api")) {
            isServedAndRefusesWrites(node);
        }
    }

    @Test
    void servesFromAReadOnlyServer() {
        Map<String, Object> database = TestDatabase.POSTGRESQL.settings();
        String models = "lutra.models.path=" + TestModels.folder();
        try (var node = new TestNode(database, models)) {
            node.upload(1, 2, false);
        }
        var readOnly = new HashMap<>(database);
        String url = String.valueOf(database.get("spring.datasource.url"));
        readOnly.put(
                "spring.datasource.url",
                url + (url.contains("?") ? "&" : "?") + "options=-c%20default_transaction_read_only=on");
        try (var node = new TestNode(readOnly, models, "lutra.roles=api")) {
            isServedAndRefusesWrites(node);
        }
    }

    private static void isServedAndRefusesWrites(TestNode node) {
        assertThat(node.get("/readyz").statusCode()).isEqualTo(200);
        assertThat(node.get("/luts/look-1.cube?from=source").statusCode()).isEqualTo(200);
        assertThat(node.get("/luts/kodak-portra-160.cube").statusCode()).isEqualTo(200);

        var upload = node.send(node.request("/luts")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString(
                        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.cube\"\r\n\r\n"
                                + "LUT_3D_SIZE 2\n"
                                + "0 0 1\n".repeat(8)
                                + "\r\n--x--\r\n")));
        for (var response : List.of(upload, node.delete("/luts/look-1"), node.post("/training-jobs", "{}"))) {
            assertThat(response.statusCode()).as("%s", response.body()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).contains("60");
            assertThat(response.body()).contains("\"code\":\"storage-read-only\"");
        }

        var health = node.get("/actuator/health");
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(ServedNode.json(health).at("/components/writes/status").stringValue())
                .isEqualTo("OUT_OF_SERVICE");
        assertThat(node.bean(JdbcClient.class)
                        .sql("select count(*) from lut where slug = 'look-1'")
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    private static JsonNode json(ServedNode node, String path) {
        return ServedNode.json(node.get(path));
    }
}
