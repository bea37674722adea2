package dev.lutra.training;

import static dev.lutra.ServedNode.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.NodeProcess;
import dev.lutra.TestDatabase;
import dev.lutra.TestNode;
import dev.lutra.Waiting;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Two workers, each a process of its own, and an API node on one PostgreSQL; workers get killed. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkersTest {

    private final Map<String, Object> database = TestDatabase.POSTGRESQL.settings();
    private final List<NodeProcess> workers = new ArrayList<>();
    private TestNode api;

    @BeforeAll
    void start() {
        api = new TestNode(database, "lutra.roles=api");
        api.upload(0, 6, false);
    }

    @BeforeEach
    void twoWorkers() {
        while (workers.size() < 2) {
            workers.add(new NodeProcess("worker", database, "lutra.jobs.checkpoint=2s", "lutra.jobs.heartbeat=1s"));
        }
        workers.forEach(NodeProcess::awaitReady);
    }

    @AfterAll
    void stop() {
        workers.forEach(NodeProcess::close);
        api.close();
    }

    @Test
    void anotherWorkerGoesOnWhereOneWasKilled() {
        String id = trainUntilSaved(api.iterations(16));
        JsonNode before = api.job(id);
        int saved = count("select iteration from checkpoint");
        kill(before);
        int reported = api.job(id).at("/progress/iteration").intValue();
        var seen = new ArrayList<Integer>();
        JsonNode job = api.await(id, now -> {
            seen.add(now.at("/progress/iteration").intValue());
            return !now.get("finishedAt").isNull();
        });
        seen.removeIf(iteration -> iteration == reported);
        assertThat(job.get("state").stringValue()).as(job.toString()).isEqualTo("SUCCEEDED");
        assertThat(job.get("attempt").intValue()).isEqualTo(2);
        assertThat(job.get("worker")).isNotEqualTo(before.get("worker"));
        assertThat(seen).allMatch(iteration -> iteration >= saved);
    }

    @Test
    void publishesAllOrNothingWhenKilledMeanwhile() throws SQLException {
        String id;
        int models = count("select count(*) from model");
        try (Connection locker = connect();
                var statement = locker.createStatement()) {
            locker.setAutoCommit(false);
            // Publishing comes as far as the first embedding, and no further.
            statement.execute("lock table embedding in share row exclusive mode");
            id = api.submit("""
                    {"name": "Half", "luts": ["look-0", "look-1"], "preset": "tiny", "iterations": 200}""");
            Waiting.until(
                    "the lock",
                    () -> count(
                                    "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like 'insert into embedding%'")
                            > 0);
            kill(api.job(id));
            locker.rollback();
        }
        assertThat(api.job(id).get("state").stringValue()).isEqualTo("RUNNING");
        assertThat(count("select count(*) from model")).isEqualTo(models);
        JsonNode job = api.end(id);
        assertThat(job.get("state").stringValue()).as(job.toString()).isEqualTo("SUCCEEDED");
        assertThat(count("select count(*) from model")).isEqualTo(models + 1);
        assertThat(count("select count(*) from embedding join model on id = model_id where slug = 'half'"))
                .isEqualTo(2);
    }

    @Test
    void givesAJobToAnotherWorkerWhenOneIsTold() {
        String id = api.submit("""
                {"name": "Given back", "luts": ["look-0", "look-1"], "preset": "tiny", "iterations": 10000000}""");
        JsonNode before = api.await(id, job -> job.at("/progress/iteration").intValue() > 0);
        NodeProcess worker = workerOf(before);
        workers.remove(worker);
        worker.terminate();
        JsonNode after = api.await(id, job -> job.get("attempt").intValue() == 2);
        assertThat(after.get("worker")).isNotEqualTo(before.get("worker"));
        assertThat(count("select iteration from checkpoint"))
                .isGreaterThanOrEqualTo(before.at("/progress/iteration").intValue());
        api.delete("/training-jobs/" + id);
        assertThat(api.end(id).get("state").stringValue()).isEqualTo("CANCELLED");
    }

    @Test
    void twoWorkersShareTenJobs() {
        List<String> jobs = new ArrayList<>();
        jobs.add(api.submit("""
                {"name": "Shared", "luts": ["look-0"], "preset": "tiny", "iterations": 100}"""));
        assertThat(api.end(jobs.getFirst()).get("state").stringValue()).isEqualTo("SUCCEEDED");
        jobs.add(api.submit("{\"mode\": \"encode\", \"model\": \"shared\", \"luts\": [\"look-1\", \"look-2\"]}"));
        jobs.add(api.submit(
                "{\"mode\": \"encode\", \"model\": \"shared\", \"luts\": [\"look-3\", \"look-4\", \"look-1\"]}"));
        for (int i = 0; i < 7; i++) {
            jobs.add(api.submit("""
                    {"name": "Small %d", "luts": ["look-%d"], "preset": "tiny", "iterations": 100}""".formatted(i, i % 5)));
        }
        Set<String> busy = new LinkedHashSet<>();
        for (String id : jobs) {
            JsonNode job = api.end(id);
            busy.add(job.get("worker").stringValue());
            assertThat(job.get("state").stringValue()).as(job.toString()).isEqualTo("SUCCEEDED");
            assertThat(job.get("attempt").intValue()).isEqualTo(1);
        }
        assertThat(jobs).hasSize(10);
        assertThat(busy).hasSize(2);
        assertThat(count("select count(*) from model where slug like 'small-%'"))
                .isEqualTo(7);
        for (int seed = 0; seed < 5; seed++) {
            JsonNode lut = json(api.get("/luts/look-%d?model=shared".formatted(seed)));
            assertThat(lut.get("model").stringValue()).isEqualTo("shared");
        }
        assertThat(count("select count(*) from train_queue")).isZero();
        assertThat(count("select count(*) from encode_queue where task_name <> 'prune'"))
                .isZero();
    }

    /** A training that has a checkpoint and is not over yet. */
    private String trainUntilSaved(int iterations) {
        String id = api.submit("""
                {"name": "Killed", "luts": ["look-0", "look-1", "look-2"], "preset": "tiny", "iterations": %d}""".formatted(iterations));
        String saved = "select coalesce(max(iteration), 0) from checkpoint where job_id = '%s'".formatted(id);
        api.await(id, job -> !job.get("finishedAt").isNull() || count(saved) > 0);
        int iteration = count(saved);
        if (iteration > 0 && iteration < iterations) {
            return id;
        }
        // A worker that has just started may get several times as fast.
        api.end(id);
        return trainUntilSaved(3 * iterations);
    }

    private void kill(JsonNode job) {
        NodeProcess worker = workerOf(job);
        workers.remove(worker);
        worker.kill();
    }

    private NodeProcess workerOf(JsonNode job) {
        String name = job.get("worker").stringValue();
        return workers.stream()
                .filter(worker -> worker.isCalled(name))
                .findFirst()
                .orElseThrow();
    }

    private int count(String sql) {
        return api.bean(JdbcClient.class)
                .sql(sql)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(setting("url"), setting("username"), setting("password"));
    }

    private String setting(String name) {
        return Objects.requireNonNull(database.get("spring.datasource." + name)).toString();
    }
}
