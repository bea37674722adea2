package dev.lutra.training;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Decides whether missing heartbeats prove that a worker is dead. While the database is out of reach, no worker can write
 * a heartbeat; when it is back, every worker looks dead until it has written one. So missing heartbeats count only after
 * the database has answered this worker, without a break, for as long as a living worker needs to write the next one.
 *
 * <p>The queues report whether the database answers: an idle worker polls every few hundred milliseconds, and every worker
 * looks for dead ones every two heartbeats.
 */
final class FailureDetector extends AbstractSchedulerListener {

    /** The connection pool of a living worker may wait for 5 s before it tries again. */
    private static final Duration RECONNECTION = Duration.ofSeconds(10);

    private final LongSupplier nanoTime;
    private final long patience;
    private final long silence;
    private long since;
    private long answered;

    /**
     * Starts without knowing how the database answered before.
     *
     * @param heartbeat between two signs of life
     * @param missed number of heartbeats that may be missing
     * @param nanoTime the time, as {@link System#nanoTime}
     */
    FailureDetector(Duration heartbeat, int missed, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        patience = Math.max(heartbeat.multipliedBy(missed).toNanos(), RECONNECTION.toNanos());
        silence = heartbeat.multipliedBy(3).toNanos();
        restart();
    }

    /** True if a worker without heartbeats is dead, and not merely cut off from the database. */
    synchronized boolean isCertain() {
        long now = nanoTime.getAsLong();
        return now - answered <= silence && now - since >= patience;
    }

    @Override
    public void onSchedulerEvent(SchedulerEventType event) {
        switch (event) {
            case RAN_EXECUTE_DUE, RAN_DETECT_DEAD -> answered();
            case FAILED_HEARTBEAT, UNEXPECTED_ERROR -> restart();
            default -> {
                // This event says nothing about the database.
            }
        }
    }

    /** An answer after a long silence starts the time anew: the server, or this machine, may have stood still. */
    private synchronized void answered() {
        if (nanoTime.getAsLong() - answered > silence) {
            restart();
        }
        answered = nanoTime.getAsLong();
    }

    private synchronized void restart() {
        since = nanoTime.getAsLong();
        answered = since;
    }
}
