package dev.lutra.network.learn;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Runs a training to its end, and saves checkpoints. */
public final class LearningLoop {

    private final Training training;
    private final CheckpointSchedule schedule;

    /** @param training a new training, or one that was resumed from a checkpoint */
    public LearningLoop(Training training, CheckpointSchedule schedule) {
        this.training = training;
        this.schedule = schedule;
    }

    /**
     * Stores checkpoints.
     *
     * @param <E> the exception of a failed save
     */
    @FunctionalInterface
    public interface CheckpointStore<E extends Exception> {

        void save(Checkpoint checkpoint) throws E;
    }

    /**
     * Runs until the last iteration or until cancelled. It also saves a checkpoint at the end, so that a crash in the
     * following steps loses little.
     *
     * @param progress called about once a second, on this thread
     * @param cancelled called at every iteration
     * @return the result, or null if cancelled
     * @throws TrainingDiverged if the loss is no longer a number
     */
    public <E extends Exception> Training.@Nullable Result run(
            CheckpointStore<E> checkpoints, ProgressListener progress, BooleanSupplier cancelled) throws E {
        for (int saved = 0; ; saved++) {
            long started = System.nanoTime();
            long pause = schedule.untilNext(saved).toNanos();
            Training.Result result =
                    training.run(progress, () -> cancelled.getAsBoolean() || System.nanoTime() - started > pause);
            checkpoints.save(training.checkpoint());
            if (result != null || cancelled.getAsBoolean()) {
                return result;
            }
        }
    }
}
