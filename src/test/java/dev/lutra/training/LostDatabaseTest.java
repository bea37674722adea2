package dev.lutra.training;

import static dev.lutra.ServedNode.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.TestDatabase;
import dev.lutra.TestNode;
import dev.lutra.Waiting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("slow")
class LostDatabaseTest {

    /** After which a worker of these heartbeats is taken for dead. */
    private static final Duration OUTAGE = Duration.ofSeconds(8);

    @Test
    void trainingGoesOnWithoutTheDatabase() throws IOException {
        Map<String, Object> database = new LinkedHashMap<>(TestDatabase.POSTGRESQL.settings());
        URI address = URI.create(Objects.requireNonNull(database.get("spring.datasource.url"))
                .toString()
                .substring("jdbc:".length()));
        try (var cable = new CuttableProxy(new InetSocketAddress(address.getHost(), address.getPort()))) {
            database.put(
                    "spring.datasource.url",
                    "jdbc:postgresql://localhost:%d%s".formatted(cable.port(), address.getPath()));
            // Long dead by its heartbeat, the job is not taken from the worker that runs it all the same.
            try (var node = new TestNode(
                    database, "lutra.jobs.heartbeat=500ms", "lutra.jobs.checkpoint=2s", "lutra.jobs.events=100ms")) {
                node.upload(0, 3, false);
                check(node, cable);
            }
        }
    }

    private static void check(TestNode node, CuttableProxy cable) throws IOException {
        String id = node.submit("""
                {"name": "Unplugged", "luts": ["look-0", "look-1", "look-2"], "preset": "tiny", "iterations": %d}""".formatted(node.iterations(10)));
        JsonNode before = node.await(id, job -> job.at("/progress/iteration").intValue() > 0);
        try (var events = new EventReader(node, id, null)) {
            events.next();
            cable.cut();
            var refused = node.post("/training-jobs", "{}");
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(json(refused).get("code").stringValue()).isEqualTo("database-unavailable");
            assertThat(node.get("/luts/look-0").statusCode()).isEqualTo(200);
            assertThat(node.get("/livez").statusCode()).isEqualTo(200);
            Waiting.pause(OUTAGE);
            cable.mend();
            assertThat(events.last().data().get("state").stringValue()).isEqualTo("SUCCEEDED");
        }
        JsonNode job = node.end(id);
        assertThat(job.get("attempt").intValue()).isEqualTo(1);
        assertThat(job.get("worker")).isEqualTo(before.get("worker"));
        assertThat(node.get("/models/unplugged").statusCode()).isEqualTo(200);
        assertThat(node.end(node.submit("{\"luts\": [\"look-0\"], \"preset\": \"tiny\", \"iterations\": 10}"))
                        .get("state")
                        .stringValue())
                .isEqualTo("SUCCEEDED");
    }
}
