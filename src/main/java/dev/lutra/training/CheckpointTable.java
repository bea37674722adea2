package dev.lutra.training;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The checkpoints in the database. A job has at most one. */
@Component
class CheckpointTable {

    private final JdbcClient jdbc;
    private final AttemptTable attempts;

    CheckpointTable(JdbcClient jdbc, AttemptTable attempts) {
        this.jdbc = jdbc;
        this.attempts = attempts;
    }

    /** @return false if the job no longer belongs to this attempt */
    @Transactional
    public boolean write(UUID job, int attempt, int iteration, byte[] state) {
        // Locks the row of the job, so that no other worker takes it in the meantime.
        if (!attempts.advance(job, attempt)) {
            return false;
        }
        delete(job);
        jdbc.sql("insert into checkpoint (job_id, iteration, written_at, state) values (?, ?, ?, ?)")
                .param(job)
                .param(iteration)
                .param(Instant.now().atOffset(ZoneOffset.UTC))
                .param(state)
                .update();
        return true;
    }

    Optional<byte[]> read(UUID job) {
        return jdbc.sql("select state from checkpoint where job_id = ?")
                .param(job)
                .query((row, number) -> row.getBytes(1))
                .optional();
    }

    void delete(UUID job) {
        jdbc.sql("delete from checkpoint where job_id = ?").param(job).update();
    }
}
