package dev.lutra.network.learn;

import java.time.Duration;

/**
 * When a training that runs is saved: once soon, so that little is lost while it is young, and then in longer intervals.
 *
 * @param first from the start of the run to the first checkpoint
 * @param interval between later checkpoints; the first one is never later than this either
 */
public record CheckpointSchedule(Duration first, Duration interval) {

    /** Seconds of {@link #first}, by default. */
    public static final int FIRST_SECONDS = 10;

    /** Seconds of {@link #interval}, by default. */
    public static final int INTERVAL_SECONDS = 60;

    public static final CheckpointSchedule DEFAULT =
            new CheckpointSchedule(Duration.ofSeconds(FIRST_SECONDS), Duration.ofSeconds(INTERVAL_SECONDS));

    /**
     * How long to train before the next checkpoint.
     *
     * @param saved number of checkpoints that this run has written
     */
    Duration untilNext(int saved) {
        return saved == 0 && first.compareTo(interval) < 0 ? first : interval;
    }
}
