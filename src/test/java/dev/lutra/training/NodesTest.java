package dev.lutra.training;

import static dev.lutra.ServedNode.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.NodeProcess;
import dev.lutra.ServedNode;
import dev.lutra.TestDatabase;
import dev.lutra.Waiting;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Two api nodes and two workers, each a process of its own, on one PostgreSQL. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodesTest {

    private static final Logger log = LoggerFactory.getLogger(NodesTest.class);

    /** What the chart lets a node that is to go wait for before it is told to. */
    private static final Duration UNTIL_TOLD = Duration.ofSeconds(2);
    /** Until proxies have heard that it goes. */
    private static final Duration UNTIL_KNOWN = Duration.ofSeconds(1);

    private final Map<String, Object> database = TestDatabase.POSTGRESQL.settings();
    private final List<NodeProcess> apis = new ArrayList<>();
    private final List<NodeProcess> workers = new ArrayList<>();

    @BeforeAll
    void start() {
        for (int i = 0; i < 2; i++) {
            // All at once, on an empty database.
            apis.add(new NodeProcess("api", database));
            workers.add(new NodeProcess("worker", database));
        }
        workers.forEach(NodeProcess::awaitReady);
        first().upload(0, 4, false);
        end(train("First", true));
        awaitModel(second(), "first");
    }

    @AfterAll
    void stop() {
        apis.forEach(NodeProcess::close);
        workers.forEach(NodeProcess::close);
    }

    @Test
    void eachNodeTellsOfAJobThatWasSubmittedToAnother() throws IOException {
        String id = train("Told", false);
        try (var here = new EventReader(first(), id, null);
                var there = new EventReader(second(), id, null)) {
            EventReader.Event last = here.last();
            assertThat(last.data().get("state").stringValue()).isEqualTo("SUCCEEDED");
            assertThat(there.last()).isEqualTo(last);
        }
    }

    @Test
    void whatIsActivatedThroughOneIsServedByTheOther() {
        end(train("Second", false));
        assertThat(activeModel(second())).isNotEqualTo("second");
        activate(first(), "second");
        long asked = System.nanoTime();
        awaitModel(second(), "second");
        log.info("A model was served by the other node after {} ms", (System.nanoTime() - asked) / 1_000_000);
        assertThat(second().get("/luts/look-1.cube?res=5").body())
                .isEqualTo(first().get("/luts/look-1.cube?res=5").body());
        activate(second(), "first");
        awaitModel(first(), "first");
    }

    @Test
    void aKilledWorkersJobIsGoneOnWith() {
        String id = first().submit("""
                {"luts": ["look-0", "look-1"], "preset": "tiny", "iterations": 10000000}""");
        JsonNode before = first().await(id, job -> job.at("/progress/iteration").intValue() > 0);
        String name = before.get("worker").stringValue();
        NodeProcess worker =
                workers.stream().filter(one -> one.isCalled(name)).findFirst().orElseThrow();
        workers.remove(worker);
        worker.kill();
        long killed = System.nanoTime();
        JsonNode after = second().await(id, job -> job.get("attempt").intValue() == 2);
        log.info("A killed worker's job went on after {} ms", (System.nanoTime() - killed) / 1_000_000);
        assertThat(after.get("worker")).isNotEqualTo(before.get("worker"));
        first().delete("/training-jobs/" + id);
        assertThat(first().end(id).get("state").stringValue()).isEqualTo("CANCELLED");
        workers.add(new NodeProcess("worker", database));
    }

    /** As Kubernetes does it: a new node, an old one out of the rotation, and only then the end of the old one. */
    @Test
    void aRollingRestartUnderLoadLosesNoRequest() {
        try (var load = new SteadyLoad(
                List.of(
                        "/luts/look-0.cube?res=33",
                        "/luts/look-1.cube?res=17&strength=0.%d",
                        "/luts/look-2.png?level=4",
                        "/luts/blend.cube?mix=look-0:1,look-3:%d",
                        "/luts?q=look",
                        "/luts/look-2/inverse.cube?res=5"),
                20)) {
            apis.forEach(node -> load.add(node.address()));
            for (NodeProcess old : List.copyOf(apis)) {
                var fresh = new NodeProcess("api", database);
                apis.add(fresh);
                load.add(fresh.address());
                Waiting.pause(UNTIL_KNOWN);
                load.remove(old.address());
                Waiting.pause(UNTIL_TOLD.minus(UNTIL_KNOWN));
                apis.remove(old);
                old.terminate();
            }
            Waiting.pause(UNTIL_KNOWN);
            SteadyLoad.Report report = load.end();
            log.info("Rolling restart: {}", report);
            assertThat(report.failures()).isEmpty();
            assertThat(report.answered()).isGreaterThan(200);
        }
    }

    private NodeProcess first() {
        return apis.getFirst();
    }

    private NodeProcess second() {
        return apis.get(1);
    }

    private String train(String name, boolean activate) {
        return first().submit("""
                {"name": "%s", "luts": ["look-0", "look-1", "look-2", "look-3"], "preset": "tiny", "iterations": 200, "activate": %s}""".formatted(name, activate));
    }

    private void end(String id) {
        JsonNode job = first().end(id);
        assertThat(job.get("state").stringValue()).as(job.toString()).isEqualTo("SUCCEEDED");
    }

    private static void activate(ServedNode node, String model) {
        var answer = node.send(node.request("/models/active")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"model\":\"%s\"}".formatted(model))));
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    }

    private static void awaitModel(ServedNode node, String model) {
        Waiting.until("model " + model, () -> model.equals(activeModel(node)));
    }

    private static String activeModel(ServedNode node) {
        JsonNode model = json(node.get("/luts/look-1")).get("model");
        return model == null || model.isNull() ? "" : model.stringValue();
    }
}
