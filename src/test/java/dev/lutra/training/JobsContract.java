package dev.lutra.training;

import static dev.lutra.ServedNode.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.TestDatabase;
import dev.lutra.TestNode;
import dev.lutra.Waiting;
import dev.lutra.network.Model;
import dev.lutra.network.file.ModelFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What training jobs do on every database. */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JobsContract {

    /** The model holds it already. */
    private static final String ENDS_AT_ONCE = "{\"mode\": \"encode\", \"luts\": [\"look-0\"]}";

    /** Ends only when it is cancelled. */
    private static final String ENDLESS = """
            {"luts": ["look-0", "look-1"], "preset": "tiny", "iterations": 10000000}""";

    private final Map<String, Object> database;
    private TestNode node;

    JobsContract(TestDatabase kind) {
        database = kind.settings();
    }

    @BeforeAll
    void start() {
        node = newNode();
        node.upload(0, 4, false);
        node.end(node.submit("""
                {"name": "First", "luts": ["look-0", "look-1"], "preset": "tiny", "iterations": 20}"""));
        // As the first model it is active, and is to hold the others as well.
        json(node.get("/training-jobs"))
                .get("items")
                .forEach(job -> node.end(job.get("id").stringValue()));
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void trainsAndPublishes() {
        String id = node.submit("""
                {"name": "Summer Looks", "luts": ["*"], "preset": "tiny", "iterations": 300, "colors": "natural",
                 "loss": "delta-e"}""");
        JsonNode job = node.end(id);
        assertThat(job.get("state").stringValue()).as(job.toString()).isEqualTo("SUCCEEDED");
        assertThat(job.get("mode").stringValue()).isEqualTo("train");
        assertThat(job.get("model").stringValue()).isEqualTo("summer-looks");
        assertThat(job.get("attempt").intValue()).isEqualTo(1);
        assertThat(job.get("device").stringValue()).isNotBlank();
        assertThat(job.get("worker").stringValue())
                .endsWith(":" + ProcessHandle.current().pid());
        JsonNode progress = job.get("progress");
        assertThat(progress.get("iteration").intValue()).isEqualTo(300);
        assertThat(progress.get("fraction").doubleValue()).isEqualTo(1);
        assertThat(progress.get("etaSeconds").longValue()).isZero();
        JsonNode lut = json(node.get("/luts/look-2?model=summer-looks"));
        assertThat(progress.get("deltaE76").doubleValue()).isBetween(0.01, 30.0);
        assertThat(lut.at("/fidelity/deltaE76/mean").doubleValue()).isBetween(0.01, 30.0);
        assertThat(json(node.get("/models/summer-looks")).toString()).contains("300 iterations", "natural", "delta-e");
        assertThat(json(node.get("/models")).toString()).contains("first", "summer-looks");
        assertThat(json(node.get("/luts/look-2")).get("model").stringValue()).isEqualTo("first");
        assertThat(checkpoints()).isZero();
    }

    @Test
    void encodesWhatAModelLacks() {
        node.upload(10, 13, false);
        JsonNode job = node.end(node.submit("""
                {"mode": "encode", "luts": ["look-10", "look-0", "look-11"]}"""));
        assertThat(job.get("state").stringValue()).as(job.toString()).isEqualTo("SUCCEEDED");
        assertThat(job.get("model").stringValue()).isEqualTo("first");
        assertThat(job.at("/progress/iteration").intValue()).isEqualTo(3);
        assertThat(json(node.get("/luts/look-10")).get("model").stringValue()).isEqualTo("first");
        assertThat(json(node.get("/luts/look-12")).get("model").isNull()).isTrue();
        assertThat(node.end(node.submit("{\"mode\": \"encode\"}"))
                        .at("/progress/iterations")
                        .intValue())
                .isEqualTo(1);
        assertThat(json(node.get("/luts/look-12")).get("model").stringValue()).isEqualTo("first");
        assertThat(node.end(node.submit("{\"mode\": \"encode\"}")).get("state").stringValue())
                .isEqualTo("SUCCEEDED");
    }

    @Test
    void encodesWhileItTrainsAndCancels() {
        String training = node.submit(ENDLESS);
        String waiting = node.submit(ENDLESS);
        node.await(training, job -> job.at("/progress/iteration").intValue() > 0);
        node.upload(20, 21, true);
        Waiting.until(
                "the encoding",
                () -> !json(node.get("/luts/look-20")).get("model").isNull());
        assertThat(node.job(waiting).get("state").stringValue()).isEqualTo("QUEUED");
        HttpResponse<String> cancelled = node.delete("/training-jobs/" + waiting);
        assertThat(cancelled.statusCode()).isEqualTo(202);
        assertThat(json(cancelled).get("state").stringValue()).isEqualTo("CANCELLED");

        assertThat(node.job(training).get("state").stringValue()).isEqualTo("RUNNING");
        assertThat(node.delete("/training-jobs/" + training).statusCode()).isEqualTo(202);
        JsonNode ended = node.end(training);
        assertThat(ended.get("state").stringValue()).isEqualTo("CANCELLED");
        assertThat(ended.get("model").isNull()).isTrue();
        HttpResponse<String> late = node.delete("/training-jobs/" + training);
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(json(late).get("code").stringValue()).isEqualTo("job-finished");
        assertThat(checkpoints()).isZero();
    }

    @Test
    void goesOnAfterARestartAsIfNothingHadHappened() throws IOException {
        String request = """
                {"name": "%s", "luts": ["look-0", "look-1", "look-2"], "preset": "tiny", "iterations": %d, "seed": 7}""";
        int iterations = node.iterations(4);
        Model straight = model(
                node.end(node.submit(request.formatted("Straight", iterations))).get("model"));
        String id = node.submit(request.formatted("Interrupted", iterations));
        int before = node.await(id, job -> job.at("/progress/iteration").intValue() > 0)
                .at("/progress/iteration")
                .intValue();
        node.close();
        node = newNode();
        var seen = new ArrayList<Integer>();
        JsonNode job = node.await(id, now -> {
            seen.add(now.at("/progress/iteration").intValue());
            return !now.get("finishedAt").isNull();
        });
        assertThat(job.get("state").stringValue()).as(job.toString()).isEqualTo("SUCCEEDED");
        assertThat(job.get("attempt").intValue()).isEqualTo(2);
        assertThat(seen).allMatch(iteration -> iteration >= before);
        Model interrupted = model(job.get("model"));
        assertThat(interrupted.network()).usingRecursiveComparison().isEqualTo(straight.network());
        assertThat(interrupted.embeddings()).usingRecursiveComparison().isEqualTo(straight.embeddings());
    }

    @Test
    void tellsListenersHowItGoes() throws IOException {
        String id = node.submit(ENDLESS);
        String waiting = node.submit(ENDLESS);
        try (var events = new EventReader(node, id, null);
                var calm = new EventReader(node, waiting, null)) {
            EventReader.Event first = events.next();
            EventReader.Event second = events.next();
            assertThat(second.id()).isGreaterThan(first.id());
            assertThat(second.data().get("id").stringValue()).isEqualTo(id);
            assertThat(calm.next().data().get("state").stringValue()).isEqualTo("QUEUED");
            assertThat(calm.comment()).isNotBlank();
            try (var resumed = new EventReader(node, id, second.id())) {
                assertThat(resumed.next().id()).isGreaterThan(second.id());
            }
            node.delete("/training-jobs/" + waiting);
            assertThat(calm.last().data().get("state").stringValue()).isEqualTo("CANCELLED");
            node.delete("/training-jobs/" + id);
            EventReader.Event last = events.last();
            assertThat(last.data()).isEqualTo(node.job(id));
            var again = node.send(node.request("/training-jobs/%s/events".formatted(id))
                    .header("Last-Event-ID", "" + last.id())
                    .GET());
            assertThat(again.statusCode()).isEqualTo(204);
        }
    }

    @Test
    void saysWhyAJobCannotBeDone() {
        assertThat(node.delete("/luts/look-3/source").statusCode()).isEqualTo(204);
        assertThat(failure("""
                {"luts": ["look-0", "look-3"]}""")).contains("'look-3'", "sources");
        node.upload(3, 4, false);
    }

    /** An encoding passes over what it cannot read, so that the others do not wait for it. */
    @Test
    void passesOverADamagedSource(CapturedOutput output) {
        node.upload(30, 32, false);
        assertThat(node.bean(JdbcClient.class).sql("""
                        delete from source_part where source_id =
                        (select s.id from source s join lut l on l.id = s.lut_id where l.slug = 'look-30')""").update()).isEqualTo(1);

        JsonNode job = node.end(node.submit("""
                {"mode": "encode", "luts": ["look-30", "look-31"]}"""));

        assertThat(job.get("state").stringValue()).as(job.toString()).isEqualTo("SUCCEEDED");
        assertThat(json(node.get("/luts/look-30")).get("model").isNull()).isTrue();
        assertThat(json(node.get("/luts/look-31")).get("model").stringValue()).isEqualTo("first");
        assertThat(output).contains("The stored source of 'look-30' is damaged");
        assertThat(failure("""
                {"luts": ["look-0", "look-30"]}""")).contains("'look-30'", "damaged");
        node.delete("/luts/look-30");
    }

    @Test
    void forgetsJobsThatEndedLongAgo() {
        String old = node.submit(ENDS_AT_ONCE);
        String recent = node.submit(ENDS_AT_ONCE);
        node.end(old);
        node.end(recent);
        var jdbc = node.bean(JdbcClient.class);
        age(jdbc, old, 31);
        age(jdbc, recent, 29);
        // Else it would be tried an hour after the start.
        jdbc.sql("update encode_queue set execution_time = current_timestamp where task_name = 'prune'")
                .update();
        Waiting.until("the pruning", () -> node.get("/training-jobs/" + old).statusCode() == 404);
        assertThat(node.get("/training-jobs/" + recent).statusCode()).isEqualTo(200);
    }

    private static void age(JdbcClient jdbc, String job, int days) {
        jdbc.sql("update training_job set finished_at = ? where id = ?")
                .param(OffsetDateTime.now(ZoneOffset.UTC).minusDays(days))
                .param(UUID.fromString(job))
                .update();
    }

    @Test
    void startsOverFromADamagedCheckpoint() {
        var table = node.bean(JobTable.class);
        UUID id = UUID.randomUUID();
        table.insert(id, "Damaged", null, JobOrder.of(TestRequests.train("look-0", 20), List.of("look-0"), false));
        var attempts = node.bean(AttemptTable.class);
        attempts.takeUp(id, "nobody");
        node.bean(CheckpointTable.class).write(id, 1, 10, new byte[100]);
        attempts.giveBack(id, 1);
        node.bean(JobQueue.class).add(id, JobMode.TRAIN);
        assertThat(node.end(id.toString()).get("state").stringValue()).isEqualTo("SUCCEEDED");
        assertThat(checkpoints()).isZero();
    }

    private String failure(String request) {
        JsonNode job = node.end(node.submit(request));
        assertThat(job.get("state").stringValue()).as(job.toString()).isEqualTo("FAILED");
        return job.get("error").stringValue();
    }

    private Model model(JsonNode id) throws IOException {
        byte[] file = node.send(
                        node.request("/models/%s.safetensors".formatted(id.stringValue())), BodyHandlers.ofByteArray())
                .body();
        return ModelFile.read(new ByteArrayInputStream(file));
    }

    private int checkpoints() {
        return node.bean(JdbcClient.class)
                .sql("select count(*) from checkpoint")
                .query(Integer.class)
                .single();
    }

    private TestNode newNode() {
        return new TestNode(
                database, "lutra.jobs.checkpoint=2s", "lutra.jobs.report=100ms", "lutra.jobs.keep-alive=200ms");
    }
}
