package dev.lutra.training;

import org.jspecify.annotations.Nullable;

/**
 * The progress of a training job.
 *
 * @param iteration the number of iterations of a training that are done, or of LUTs of an encoding, weighted by the
 *     share of their work that is done
 * @param iterations the total number; 0 while it is unknown
 * @param fraction the share of the whole job that is done, including the measurement, 0…1
 * @param loss the smoothed loss; null if there is none
 * @param deltaE76 the mean ΔE76: over the colours of the last iteration, at the end over the whole gamut
 * @param samplesPerSecond LUTs × colours that the training processes per second
 * @param etaSeconds the estimated remaining time
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

    /** The progress at the end of the job, with the measured error. */
    JobProgress ended(double deltaE76) {
        return new JobProgress(iterations, iterations, 1, loss, deltaE76, samplesPerSecond, 0L);
    }

    /** Neither JSON nor every database has infinities and NaN. */
    private static @Nullable Double finite(@Nullable Double value) {
        return value != null && Double.isFinite(value) ? value : null;
    }
}
