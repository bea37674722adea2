package dev.lutra.training;

import dev.lutra.network.learn.Checkpoint;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A job while this worker runs it. The run reports its progress here, and finds out here that it has to end. */
final class RunningJob implements BooleanSupplier {

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

    JobRequest request() {
        return taken.order().request();
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

    /** Hands over a checkpoint to be saved. It replaces one that has not been saved yet. */
    void offer(Checkpoint checkpoint) {
        unsaved.set(checkpoint);
    }

    @Nullable
    Checkpoint unsaved() {
        return unsaved.get();
    }

    /** Reports that a checkpoint is saved. A later one may have replaced it. */
    void saved(Checkpoint checkpoint) {
        unsaved.compareAndSet(checkpoint, null);
    }

    /** Asks the run to end. The first reason stays. */
    void interrupt(Interruption reason) {
        interruption.compareAndSet(null, reason);
    }

    /** The reason why the run must end; null if it may continue. */
    @Nullable
    Interruption interruption() {
        return interruption.get();
    }

    /** True if the run has to end. */
    @Override
    public boolean getAsBoolean() {
        return interruption.get() != null;
    }

    /** @throws JobInterrupted if the run has to end */
    void check() {
        Interruption reason = interruption.get();
        if (reason != null) {
            throw new JobInterrupted(reason);
        }
    }

    /**
     * Returns the result of work that returns null when it is interrupted.
     *
     * @throws JobInterrupted if the run has to end
     */
    <T> T unlessInterrupted(@Nullable T result) {
        if (result == null) {
            check();
            throw new IllegalStateException("the work ended early, and no one asked for it");
        }
        return result;
    }

    /**
     * Runs an action on the database. While the database is out of reach, it repeats the action.
     *
     * @throws JobInterrupted if the run has to end
     */
    <T> T persistently(Supplier<T> action) {
        return DatabaseRetry.call(
                () -> {
                    check();
                    return action.get();
                },
                this);
    }

    /**
     * Marks the job as succeeded, in the transaction of the caller.
     *
     * @throws JobInterrupted if the job was cancelled or lost: the transaction must not be committed
     */
    void succeed(AttemptTable attempts, String model, JobProgress progress) {
        if (!attempts.succeed(id(), attempt(), model, progress)) {
            boolean own = attempts.isCancelRequested(id(), attempt()).isPresent();
            interrupt(own ? Interruption.CANCEL : Interruption.LOSS);
            check();
        }
    }

    /** The reasons why a run ends early. */
    enum Interruption {
        /** Its user cancelled the job. */
        CANCEL,
        /** The worker stops, and another one continues. */
        STOP,
        /** Another worker has taken the job. */
        LOSS
    }

    /** Ends a run early. */
    static final class JobInterrupted extends RuntimeException {

        JobInterrupted(Interruption reason) {
            super("interrupted: " + reason, null, false, false);
        }
    }
}
