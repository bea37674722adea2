package dev.lutra.training;

import static dev.lutra.ServedNode.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.TurboFilterList;
import ch.qos.logback.classic.turbo.TurboFilter;
import dev.lutra.TestDatabase;
import dev.lutra.TestNode;
import dev.lutra.Waiting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@Tag("slow")
@ExtendWith(OutputCaptureExtension.class)
class LostDatabaseTest {

    private static final String TRAINING = """
            {"name": "%s", "luts": ["look-0", "look-1", "look-2"], "preset": "tiny", "iterations": %d}""";

    /** After which a worker of these heartbeats is taken for dead. */
    private static final Duration OUTAGE = Duration.ofSeconds(8);
    /** The same where thirty heartbeats may be missed. */
    private static final Duration LONG_OUTAGE = Duration.ofSeconds(17);

    private final Map<String, Object> database = TestDatabase.POSTGRESQL.settings();
    private final URI address = URI.create(Objects.requireNonNull(database.get("spring.datasource.url"))
            .toString()
            .substring("jdbc:".length()));

    /** Contexts of other tests in this JVM listen to the same log, and would tell of an outage of their own. */
    private final TurboFilterList listeners = ((LoggerContext) LoggerFactory.getILoggerFactory()).getTurboFilterList();

    private final List<TurboFilter> others = List.copyOf(listeners);

    @BeforeEach
    void listenAlone() {
        listeners.removeAll(others);
    }

    @AfterEach
    void letOthersListen() {
        listeners.addAll(others);
    }

    @Test
    void trainingGoesOnWithoutTheDatabase(CapturedOutput output) throws IOException {
        try (var cable = cable();
                // Long dead by its heartbeat, the job is not taken from the worker that runs it all the same.
                var node = new TestNode(
                        behind(cable),
                        "lutra.jobs.heartbeat=500ms",
                        "lutra.jobs.checkpoint=2s",
                        "lutra.jobs.events=100ms")) {
            node.upload(0, 3, false);
            check(node, cable, output);
        }
    }

    private static void check(TestNode node, CuttableProxy cable, CapturedOutput output) throws IOException {
        String id = node.submit(TRAINING.formatted("Unplugged", node.iterations(10)));
        JsonNode before = node.await(id, job -> job.at("/progress/iteration").intValue() > 0);
        int printed = output.length();
        try (var events = new EventReader(node, id, null)) {
            events.next();
            cable.cut();
            var refused = node.post("/training-jobs", "{}");
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(json(refused).get("code").stringValue()).isEqualTo("database-unavailable");
            assertThat(node.get("/luts/look-0").statusCode()).isEqualTo(200);
            assertThat(node.get("/livez").statusCode()).isEqualTo(200);
            assertThat(node.get("/actuator/health").statusCode()).isEqualTo(503);
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
        tellsOfOneOutage(output.toString().substring(printed), 1);
    }

    /** A worker that reaches the database first finds the other one's heart standing still, and leaves it its job. */
    @Test
    void aWorkerThatIsBackFirstTakesNoJobFromOneThatLives(CapturedOutput output) throws IOException {
        String[] settings = {
            "lutra.jobs.poll=100ms",
            "lutra.jobs.heartbeat=500ms",
            "lutra.jobs.missed-heartbeats=30",
            "lutra.jobs.first-checkpoint=500ms"
        };
        try (var busyCable = cable();
                var idleCable = cable();
                var busy = new TestNode(behind(busyCable), with(settings, "lutra.jobs.worker=busy"))) {
            busy.upload(0, 3, false);
            String id = busy.submit(TRAINING.formatted("Endless", 10_000_000));
            var saved = "select coalesce(max(iteration), 0) from checkpoint";
            await().atMost(Duration.ofMinutes(2)).until(() -> count(busy, saved) > 0);
            try (var idle = new TestNode(behind(idleCable), with(settings, "lutra.jobs.worker=idle"))) {
                int printed = output.length();
                busyCable.cut();
                idleCable.cut();
                Waiting.pause(LONG_OUTAGE);
                idleCable.mend();
                await().atMost(Duration.ofSeconds(30)).until(() -> reaches(idle));
                // Long enough for it to look for the dead twice.
                await().during(Duration.ofSeconds(2))
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> attempt(idle, id) == 1);
                busyCable.mend();
                await().atMost(Duration.ofSeconds(30)).until(() -> reaches(busy));
                int reached = iteration(busy.job(id));
                JsonNode job = busy.await(id, now -> iteration(now) > reached);
                assertThat(job.get("attempt").intValue()).isEqualTo(1);
                assertThat(job.get("worker").stringValue()).isEqualTo("busy");
                tellsOfOneOutage(output.toString().substring(printed), 2);
                busy.delete("/training-jobs/" + id);
                assertThat(busy.end(id).get("state").stringValue()).isEqualTo("CANCELLED");
            }
        }
    }

    private static void tellsOfOneOutage(String log, int nodes) {
        assertThat(log).doesNotContain("\tat ");
        List<String> lines = log.lines().toList();
        assertThat(lines)
                .filteredOn(line -> line.contains("WARN") || line.contains("ERROR"))
                .hasSize(nodes)
                .allMatch(line -> line.contains("The database is out of reach"));
        assertThat(lines)
                .filteredOn(line -> line.contains("The database is back after"))
                .hasSize(nodes);
    }

    private CuttableProxy cable() throws IOException {
        return new CuttableProxy(new InetSocketAddress(address.getHost(), address.getPort()));
    }

    private Map<String, Object> behind(CuttableProxy cable) {
        Map<String, Object> settings = new LinkedHashMap<>(database);
        settings.put(
                "spring.datasource.url", "jdbc:postgresql://localhost:%d%s".formatted(cable.port(), address.getPath()));
        return settings;
    }

    private static boolean reaches(TestNode node) {
        try {
            return count(node, "select 1") == 1;
        } catch (DataAccessException e) {
            return false;
        }
    }

    private static int count(TestNode node, String sql) {
        return node.bean(JdbcClient.class).sql(sql).query(Integer.class).single();
    }

    private static int attempt(TestNode node, String id) {
        return node.job(id).get("attempt").intValue();
    }

    private static int iteration(JsonNode job) {
        return job.at("/progress/iteration").intValue();
    }

    private static String[] with(String[] settings, String more) {
        return Stream.concat(Stream.of(settings), Stream.of(more)).toArray(String[]::new);
    }
}
