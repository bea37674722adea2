package dev.lutra.network.learn;

import java.time.Duration;

/**
 * The times at which a running training is saved: the first time soon, so that a young training loses little, and then
 * at longer intervals.
 *
 * @param first the time from the start of the run to the first checkpoint
 * @param interval the time between later checkpoints; the first one is never later than this
 */
public record CheckpointSchedule(Duration first, Duration interval) {

    /** The default of {@link #first}, in seconds. */
    public static final int FIRST_SECONDS = 10;

    /** The default of {@link #interval}, in seconds. */
    public static final int INTERVAL_SECONDS = 60;

    public static final CheckpointSchedule DEFAULT =
            new CheckpointSchedule(Duration.ofSeconds(FIRST_SECONDS), Duration.ofSeconds(INTERVAL_SECONDS));

    /**
     * The training time until the next checkpoint.
     *
     * @param saved the number of checkpoints that this run has written
     */
    Duration untilNext(int saved) {
        return saved == 0 && first.compareTo(interval) < 0 ? first : interval;
    }
}
