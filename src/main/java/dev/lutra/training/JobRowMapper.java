package dev.lutra.training;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** Reads jobs from rows of the database. */
final class JobRowMapper implements RowMapper<Job> {

    /** All columns except the order, which may be long. */
    static final String COLUMNS = """
            id, mode, name, state, iteration, iterations, fraction, loss, delta_e76, samples_per_second, eta_seconds,
            model, error, attempt, worker, device, created_at, started_at, finished_at, version""";

    @Override
    public Job mapRow(ResultSet row, int number) throws SQLException {
        return new Job(
                row.getObject("id", UUID.class),
                JobMode.valueOf(row.getString("mode")),
                row.getString("name"),
                JobState.valueOf(row.getString("state")),
                new JobProgress(
                        row.getInt("iteration"),
                        row.getInt("iterations"),
                        row.getDouble("fraction"),
                        row.getObject("loss", Double.class),
                        row.getObject("delta_e76", Double.class),
                        row.getObject("samples_per_second", Double.class),
                        row.getObject("eta_seconds", Long.class)),
                row.getString("model"),
                row.getString("error"),
                row.getInt("attempt"),
                row.getString("worker"),
                row.getString("device"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                row.getLong("version"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
