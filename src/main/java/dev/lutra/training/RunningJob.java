package dev.lutra.training;

import dev.lutra.network.Checkpoint;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job while this worker runs it: what the run says of itself, and what it is told from outside. */
final class RunningJob implements BooleanSupplier {

    private static final Logger log = LoggerFactory.getLogger(RunningJob.class);
    private static final long RETRY_MILLIS = 1000;

    private final TakenJob taken;
    private final AtomicReference<@Nullable Interruption> interruption = new AtomicReference<>();
    private final AtomicReference<@Nullable Checkpoint> unsaved = new AtomicReference<>();
    private volatile JobProgress progress;
    private volatile @Nullable String device;

    RunningJob(TakenJob taken) {
        this.taken = taken;
        progress = taken.job().progress();
    }

    UUID id() {
        return taken.job().id();
    }

    int attempt() {
        return taken.job().attempt();
    }

    Job job() {
        return taken.job();
    }

    JobOrder order() {
        return taken.order();
    }

    JobProgress progress() {
        return progress;
    }

    void progress(JobProgress progress) {
        this.progress = progress;
    }

    @Nullable
    String device() {
        return device;
    }

    void device(String device) {
        this.device = device;
    }

    /** Leaves a checkpoint to be saved, in place of one that has not been saved yet. */
    void offer(Checkpoint checkpoint) {
        unsaved.set(checkpoint);
    }

    @Nullable
    Checkpoint unsaved() {
        return unsaved.get();
    }

    /** The checkpoint is saved; a later one may have come in its place. */
    void saved(Checkpoint checkpoint) {
        unsaved.compareAndSet(checkpoint, null);
    }

    /** Asks the run to end; the first reason stands. */
    void interrupt(Interruption reason) {
        interruption.compareAndSet(null, reason);
    }

    /** True if the run is to end. */
    @Override
    public boolean getAsBoolean() {
        return interruption.get() != null;
    }

    /** @throws JobInterrupted if the run is to end */
    void check() {
        Interruption reason = interruption.get();
        if (reason != null) {
            throw new JobInterrupted(reason);
        }
    }

    /**
     * Does something with the database, again and again while that is out of reach: hours of training are not lost to a
     * restart of the database.
     *
     * @throws JobInterrupted if the run is to end
     */
    <T> T persistently(Supplier<T> action) {
        while (true) {
            check();
            try {
                return action.get();
            } catch (RuntimeException e) {
                if (!DatabaseTrouble.isBehind(e)) {
                    throw e;
                }
                log.warn("Job {} waits for the database: {}", id(), e.getMessage());
            }
            try {
                Thread.sleep(RETRY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                interrupt(Interruption.STOP);
            }
        }
    }

    /** Why a run ends before its time. */
    enum Interruption {
        /** Its user wants so. */
        CANCEL,
        /** The worker is told to stop: another one goes on. */
        STOP,
        /** Another worker has taken the job up. */
        LOSS
    }

    /** Ends a run before its time. */
    static final class JobInterrupted extends RuntimeException {

        private final Interruption reason;

        JobInterrupted(Interruption reason) {
            super("interrupted: " + reason, null, false, false);
            this.reason = reason;
        }

        Interruption reason() {
            return reason;
        }
    }
}
