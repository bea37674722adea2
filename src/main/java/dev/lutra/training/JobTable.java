package dev.lutra.training;

import dev.lutra.problem.PlainText;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows of training jobs.
 *
 * <p>What a worker writes counts only as long as the job is its own: it names the attempt that it works on, and every
 * worker that takes the job up begins another.
 */
@Component
class JobTable {

    private static final JobRowMapper MAPPER = new JobRowMapper();
    private static final int MAX_ERROR = 4000;
    private static final String OWN = " where id = ? and attempt = ? and state = 'RUNNING'";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    JobTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(UUID id, String name, @Nullable String model, JobOrder order) {
        jdbc.sql("""
                        insert into training_job (id, mode, name, state, request, model, created_at)
                        values (?, ?, ?, 'QUEUED', ?, ?, ?)""")
                .param(id)
                .param(order.request().mode().name())
                .param(name)
                .param(json.writeValueAsString(order))
                .param(model)
                .param(now())
                .update();
    }

    Optional<Job> find(UUID id) {
        return jdbc.sql("select " + JobRowMapper.COLUMNS + " from training_job where id = ?")
                .param(id)
                .query(MAPPER)
                .optional();
    }

    List<Job> find(Collection<UUID> ids) {
        return jdbc.sql("select " + JobRowMapper.COLUMNS + " from training_job where id in (:ids)")
                .param("ids", ids)
                .query(MAPPER)
                .list();
    }

    @Transactional(readOnly = true)
    public JobPage page(int page, int size) {
        List<Job> items = jdbc.sql("select " + JobRowMapper.COLUMNS
                        + " from training_job order by created_at desc, id limit ? offset ?")
                .param(size)
                .param((long) page * size)
                .query(MAPPER)
                .list();
        int total = jdbc.sql("select count(*) from training_job")
                .query(Integer.class)
                .single();
        return new JobPage(items, page, size, total);
    }

    /** The jobs that are in a state that is not final, by mode and state. */
    List<Backlog> unfinished() {
        return jdbc.sql("""
                        select mode, state, count(*), min(created_at) from training_job
                        where state in ('QUEUED', 'RUNNING') group by mode, state""")
                .query((row, number) -> new Backlog(
                        JobMode.valueOf(row.getString(1)),
                        JobState.valueOf(row.getString(2)),
                        row.getLong(3),
                        row.getObject(4, OffsetDateTime.class).toInstant()))
                .list();
    }

    /**
     * Gives a job to a worker, under a new attempt.
     *
     * @return empty if it has come to its end
     */
    @Transactional
    public Optional<TakenJob> takeUp(UUID id, String worker) {
        // A job that still counts as running had a worker that never gave it back.
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

    /** @return false if the job is not this attempt's any more */
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

    /** Forgets earlier crashes, as the job has come further: false if it is not this attempt's any more. */
    boolean advance(UUID id, int attempt) {
        return jdbc.sql("update training_job set crashes = 0" + OWN)
                        .param(id)
                        .param(attempt)
                        .update()
                > 0;
    }

    /** Whether the user wants the job to end; empty if it is not this attempt's any more. */
    Optional<Boolean> isCancelRequested(UUID id, int attempt) {
        return jdbc.sql("select cancel_requested from training_job" + OWN)
                .param(id)
                .param(attempt)
                .query(Boolean.class)
                .optional();
    }

    /** @return false if the job is not this attempt's any more, or its user has cancelled it */
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

    /** Ends a job that did not succeed; false if it is not this attempt's any more. */
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

    /** Puts a job back into the queue; false if it is not this attempt's any more. */
    boolean giveBack(UUID id, int attempt) {
        return jdbc.sql("update training_job set state = 'QUEUED', version = version + 1" + OWN)
                        .param(id)
                        .param(attempt)
                        .update()
                > 0;
    }

    /** Ends a job that no worker has; false if one has it, or it has come to its end. */
    boolean cancelQueued(UUID id) {
        return jdbc.sql("""
                        update training_job set state = 'CANCELLED', cancel_requested = true, finished_at = ?,
                        version = version + 1 where id = ? and state = 'QUEUED'""").param(now()).param(id).update() > 0;
    }

    /** Tells the worker of a job to end it; false if none has it. */
    boolean requestCancel(UUID id) {
        return jdbc.sql("""
                        update training_job set cancel_requested = true, version = version + 1
                        where id = ? and state = 'RUNNING'""").param(id).update() > 0;
    }

    /**
     * Deletes jobs that have come to their end.
     *
     * @return how many had come to it by then
     */
    int prune(Instant endedBefore) {
        return jdbc.sql("delete from training_job where state not in ('QUEUED', 'RUNNING') and finished_at < ?")
                .param(endedBefore.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** It may quote anything, such as what a library says of a device, and PostgreSQL takes no NUL. */
    private static String shown(String error) {
        String plain = PlainText.cleaned(error);
        return plain.substring(0, Math.min(plain.length(), MAX_ERROR));
    }

    private static OffsetDateTime now() {
        return Instant.now().atOffset(ZoneOffset.UTC);
    }
}
