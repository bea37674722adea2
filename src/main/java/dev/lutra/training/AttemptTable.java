package dev.lutra.training;

import dev.lutra.problem.PlainText;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows of training jobs, as workers write them.
 *
 * <p>A worker can write only as long as the job is its own: it names the attempt that it works on, and every worker that
 * takes the job up starts another attempt.
 */
@Component
class AttemptTable {

    private static final JobRowMapper MAPPER = new JobRowMapper();
    private static final int MAX_ERROR = 4000;
    private static final String OWN = " where id = ? and attempt = ? and state = 'RUNNING'";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AttemptTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Gives a job to a worker, under a new attempt.
     *
     * @return empty if the job has ended
     */
    @Transactional
    public Optional<TakenJob> takeUp(UUID id, String worker) {
        // A job that is still in state RUNNING had a worker that died.
        int taken = jdbc.sql("""
                        update training_job set crashes = crashes + case when state = 'RUNNING' then 1 else 0 end,
                        state = 'RUNNING', attempt = attempt + 1, worker = ?, device = null,
                        started_at = coalesce(started_at, ?), version = version + 1
                        where id = ? and state in ('QUEUED', 'RUNNING')""").param(worker).param(now()).param(id).update();
        return taken == 0
                ? Optional.empty()
                : jdbc.sql("select " + JobRowMapper.COLUMNS
                                + ", request, crashes, cancel_requested from training_job where id = ?")
                        .param(id)
                        .query((row, number) -> new TakenJob(
                                MAPPER.mapRow(row, number),
                                json.readValue(row.getString("request"), JobOrder.class),
                                row.getInt("crashes"),
                                row.getBoolean("cancel_requested")))
                        .optional();
    }

    /** @return false if the job no longer belongs to this attempt */
    boolean report(UUID id, int attempt, @Nullable String device, JobProgress progress) {
        return jdbc.sql("""
                        update training_job set device = ?, iteration = ?, iterations = ?, fraction = ?, loss = ?,
                        delta_e76 = ?, samples_per_second = ?, eta_seconds = ?, version = version + 1""" + OWN)
                        .param(device)
                        .param(progress.iteration())
                        .param(progress.iterations())
                        .param(progress.fraction())
                        .param(progress.loss())
                        .param(progress.deltaE76())
                        .param(progress.samplesPerSecond())
                        .param(progress.etaSeconds())
                        .param(id)
                        .param(attempt)
                        .update()
                > 0;
    }

    /**
     * Resets the count of crashes, because the job has made progress; false if it no longer belongs to this attempt.
     */
    boolean advance(UUID id, int attempt) {
        return jdbc.sql("update training_job set crashes = 0" + OWN)
                        .param(id)
                        .param(attempt)
                        .update()
                > 0;
    }

    /** Whether the user has cancelled the job; empty if it no longer belongs to this attempt. */
    Optional<Boolean> isCancelRequested(UUID id, int attempt) {
        return jdbc.sql("select cancel_requested from training_job" + OWN)
                .param(id)
                .param(attempt)
                .query(Boolean.class)
                .optional();
    }

    /** @return false if the job no longer belongs to this attempt, or if its user has cancelled it */
    boolean succeed(UUID id, int attempt, String model, JobProgress progress) {
        return jdbc.sql("""
                        update training_job set state = 'SUCCEEDED', model = ?, iteration = ?, iterations = ?, fraction = 1,
                        loss = ?, delta_e76 = ?, samples_per_second = ?, eta_seconds = 0, finished_at = ?,
                        version = version + 1""" + OWN + " and not cancel_requested")
                        .param(model)
                        .param(progress.iteration())
                        .param(progress.iterations())
                        .param(progress.loss())
                        .param(progress.deltaE76())
                        .param(progress.samplesPerSecond())
                        .param(now())
                        .param(id)
                        .param(attempt)
                        .update()
                > 0;
    }

    /** Ends a job that did not succeed; false if it no longer belongs to this attempt. */
    boolean end(UUID id, int attempt, JobState state, @Nullable String error) {
        return jdbc.sql("""
                        update training_job set state = ?, error = ?, eta_seconds = null, finished_at = ?,
                        version = version + 1""" + OWN)
                        .param(state.name())
                        .param(error == null ? null : shown(error))
                        .param(now())
                        .param(id)
                        .param(attempt)
                        .update()
                > 0;
    }

    /** Puts a job back into the queue; false if it no longer belongs to this attempt. */
    boolean giveBack(UUID id, int attempt) {
        return jdbc.sql("update training_job set state = 'QUEUED', version = version + 1" + OWN)
                        .param(id)
                        .param(attempt)
                        .update()
                > 0;
    }

    /** An error may quote anything, such as the message of a driver, and PostgreSQL does not store NUL. */
    private static String shown(String error) {
        String plain = PlainText.cleaned(error);
        return plain.substring(0, Math.min(plain.length(), MAX_ERROR));
    }

    private static OffsetDateTime now() {
        return Instant.now().atOffset(ZoneOffset.UTC);
    }
}
