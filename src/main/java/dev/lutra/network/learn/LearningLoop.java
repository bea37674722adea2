package dev.lutra.network.learn;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Runs a training to its end and saves it on the way. */
public final class LearningLoop {

    private final Training training;
    private final CheckpointSchedule schedule;

    /** @param training from its start, or resumed from a checkpoint */
    public LearningLoop(Training training, CheckpointSchedule schedule) {
        this.training = training;
        this.schedule = schedule;
    }

    /**
     * Takes checkpoints.
     *
     * @param <E> what it throws if one cannot be saved
     */
    @FunctionalInterface
    public interface CheckpointStore<E extends Exception> {

        void save(Checkpoint checkpoint) throws E;
    }

    /**
     * Runs until the last iteration or until cancelled, whichever comes first. A checkpoint is saved at the end as well, so
     * that a process that dies in what follows loses little.
     *
     * @param progress told about once a second, on this thread
     * @param cancelled asked at every iteration
     * @return what was learned, or null if cancelled
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
