package dev.lutra.training;

import org.jspecify.annotations.Nullable;

/**
 * How far a training job has come.
 *
 * @param iteration done so far: iterations of a training, LUTs of an encoding by how much of their work is done
 * @param iterations in all; 0 while that is not known
 * @param fraction of the whole job, measuring included, 0…1
 * @param loss smoothed; null where there is none
 * @param deltaE76 mean ΔE76: over the colours of the last iteration, in the end as measured over the whole gamut
 * @param samplesPerSecond LUTs × colours learned from in a second
 * @param etaSeconds estimate of the time left
 */
public record JobProgress(
        int iteration,
        int iterations,
        double fraction,
        @Nullable Double loss,
        @Nullable Double deltaE76,
        @Nullable Double samplesPerSecond,
        @Nullable Long etaSeconds) {

    public JobProgress {
        loss = finite(loss);
        deltaE76 = finite(deltaE76);
        samplesPerSecond = finite(samplesPerSecond);
    }

    /** At the end of the job, with what was measured. */
    JobProgress ended(double deltaE76) {
        return new JobProgress(iterations, iterations, 1, loss, deltaE76, samplesPerSecond, 0L);
    }

    /** Neither JSON nor every database has infinities and NaN. */
    private static @Nullable Double finite(@Nullable Double value) {
        return value != null && Double.isFinite(value) ? value : null;
    }
}
