package dev.lutra.training;

import dev.lutra.network.learn.CheckpointSchedule;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of training jobs.
 *
 * <p>A worker counts as dead after {@code heartbeat × missedHeartbeats}; workers look for dead ones every two
 * heartbeats.
 *
 * @param worker the name of this worker; null for one from the host name and the process id
 * @param device {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}
 * @param threads the number of computing threads; null for one per processor
 * @param poll how often a free worker looks for a job
 * @param heartbeat interval at which a worker writes that it is alive
 * @param missedHeartbeats the number of missing heartbeats after which a worker counts as dead, 4 or more
 * @param report the interval of writing progress and checking for a cancellation
 * @param firstCheckpoint the time from the start of a training to its first checkpoint; no later than {@code
 *     checkpoint}
 * @param checkpoint interval of its later checkpoints, 2 s or more
 * @param crashes the number of crashes of workers without progress of the job, after which the job fails
 * @param batch the number of LUTs that are encoded before the network serves any of them, 1 or more
 * @param batchMemory the largest memory of the lattices of a batch
 * @param events the interval of polling the database for listeners
 * @param keepAlive the interval at which a listener gets a comment if nothing has happened
 * @param keep the time for which a job is kept after its end, an hour or more
 * @param photographs the number of requests whose photographs are read at the same time, 1 or more; further ones are
 *     rejected
 */
@Validated
@ConfigurationProperties("lutra.jobs")
public record JobSettings(
        @Nullable String worker,
        @DefaultValue("auto") String device,
        @Nullable @Min(1) Integer threads,
        @DefaultValue("250ms") @DurationMin(millis = 10) Duration poll,
        @DefaultValue("3s") @DurationMin(millis = 100) Duration heartbeat,
        @DefaultValue("4") @Min(4) @Max(100) int missedHeartbeats,
        @DefaultValue("500ms") @DurationMin(millis = 10) Duration report,

        @DefaultValue(CheckpointSchedule.FIRST_SECONDS + "s") @DurationMin(millis = 10)
        Duration firstCheckpoint,

        @DefaultValue(CheckpointSchedule.INTERVAL_SECONDS + "s") @DurationMin(seconds = 2)
        Duration checkpoint,

        @DefaultValue("5") @Min(1) int crashes,
        @DefaultValue("64") @Min(1) int batch,
        @DefaultValue("48MB") DataSize batchMemory,
        @DefaultValue("500ms") @DurationMin(millis = 10) Duration events,
        @DefaultValue("15s") @DurationMin(millis = 10) Duration keepAlive,
        @DefaultValue("30d") @DurationMin(hours = 1) Duration keep,
        @DefaultValue("1") @Min(1) int photographs) {

    /** The times at which a training is saved. */
    CheckpointSchedule checkpoints() {
        return new CheckpointSchedule(firstCheckpoint, checkpoint);
    }

    int computeThreads() {
        return threads != null ? threads : Runtime.getRuntime().availableProcessors();
    }
}
