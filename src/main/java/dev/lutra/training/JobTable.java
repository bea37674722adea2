package dev.lutra.training;

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

/** The rows of training jobs, for queuing and reading jobs. Workers use {@link AttemptTable}. */
@Component
class JobTable {

    private static final JobRowMapper MAPPER = new JobRowMapper();

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

    /** Counts the jobs that have not ended, by mode and state. */
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

    /** Cancels a job that no worker has; false if a worker has it, or if it has ended. */
    boolean cancelQueued(UUID id) {
        return jdbc.sql("""
                        update training_job set state = 'CANCELLED', cancel_requested = true, finished_at = ?,
                        version = version + 1 where id = ? and state = 'QUEUED'""").param(now()).param(id).update() > 0;
    }

    /** Asks the worker of a job to cancel it; false if no worker has it. */
    boolean requestCancel(UUID id) {
        return jdbc.sql("""
                        update training_job set cancel_requested = true, version = version + 1
                        where id = ? and state = 'RUNNING'""").param(id).update() > 0;
    }

    /**
     * Deletes jobs that ended before a time.
     *
     * @return the number of deleted jobs
     */
    int prune(Instant endedBefore) {
        return jdbc.sql("delete from training_job where state not in ('QUEUED', 'RUNNING') and finished_at < ?")
                .param(endedBefore.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static OffsetDateTime now() {
        return Instant.now().atOffset(ZoneOffset.UTC);
    }
}
