package dev.lutra.training;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells whether this worker can know that another one is dead. While the database is out of reach no worker can give a
 * sign of life; when it is back, all seem dead until they have reached it again. So missing signs prove something only
 * after the database has answered this worker, without a break, for as long as a living one needs to give another.
 *
 * <p>It hears from the queues how the database answers them: idle workers ask every few hundred milliseconds, all of them
 * look for the dead every two heartbeats.
 */
final class FailureDetector extends AbstractSchedulerListener {

    /** The connection pool may wait for 5 s before it tries again, on a node that is alive. */
    private static final Duration RECONNECTION = Duration.ofSeconds(10);

    private final LongSupplier nanoTime;
    private final long patience;
    private final long silence;
    private long since;
    private long answered;

    /**
     * Begins with an unknown past.
     *
     * @param heartbeat between two signs of life
     * @param missed how many may be missing
     * @param nanoTime the time, as {@link System#nanoTime}
     */
    FailureDetector(Duration heartbeat, int missed, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        patience = Math.max(heartbeat.multipliedBy(missed).toNanos(), RECONNECTION.toNanos());
        silence = heartbeat.multipliedBy(3).toNanos();
        restart();
    }

    /** True if a worker that gives no sign of life is dead, and not cut off as this one was. */
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
                // Says nothing of the database.
            }
        }
    }

    /** An answer after a long silence, as of a server that stood still, is the first one of a new time. */
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
