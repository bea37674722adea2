package dev.lutra.training;

import dev.lutra.network.decode.Evaluation;
import dev.lutra.network.learn.Progress;
import dev.lutra.network.learn.TrainingSettings;
import java.time.Duration;

/** Progress of a training job, which first learns, then stores embeddings, and then makes details and measures. */
final class TrainProgress {

    /** A step forward and back costs about as much as three evaluations. */
    private static final double STEP = 3;

    /** A detail takes about as long as this number of evaluations over the gamut. */
    private static final double DETAIL = 10;

    /** To store an embedding takes about as long as this number of evaluations of a colour. */
    private static final double STORING = 1e6;

    private static final double GAMUT = Math.pow(Evaluation.GAMUT_SIZE, 3);

    private final RunningJob job;
    /** The share of learning in all the work. */
    private final double learning;
    /** The share of learning and storing. */
    private final double stored;

    private final int iterations;
    private long measuring;

    TrainProgress(RunningJob job, TrainingSettings settings) {
        this.job = job;
        double steps = STEP * settings.colorsPerStep() * settings.iterations();
        double storing = settings.bijective() ? 0 : STORING;
        double all = steps + storing + (1 + DETAIL) * GAMUT;
        learning = steps / all;
        stored = (steps + storing) / all;
        iterations = settings.iterations();
        resumed(job.progress().iteration());
    }

    /** Reports that the learning continues from an iteration. */
    void resumed(int iteration) {
        double fraction = learning * iteration / iterations;
        job.progress(new JobProgress(iteration, iterations, fraction, null, null, null, null));
    }

    void trained(Progress progress) {
        int left = iterations - progress.iteration();
        double fraction = learning * progress.iteration() / iterations;
        // The learner estimates the remaining learning; details and measurement are added here.
        double more = left == 0 ? 1 : (1 - fraction) / (learning - fraction);
        job.progress(new JobProgress(
                progress.iteration(),
                iterations,
                fraction,
                progress.loss(),
                progress.deltaE76(),
                progress.samplesPerSecond(),
                Math.round(progress.remaining().toMillis() * more / 1000)));
        measuring = System.nanoTime();
    }

    /** Reports the storing of embeddings, whose estimate does not know of details. */
    synchronized void stored(Progress progress) {
        double done = (double) progress.iteration() / progress.iterations();
        after(learning + (stored - learning) * done, progress.remaining());
        measuring = System.nanoTime();
    }

    synchronized void measured(int done, int luts) {
        long passed = System.nanoTime() - measuring;
        after(stored + (1 - stored) * done / luts, Duration.ofNanos(passed / done * (luts - done)));
    }

    private void after(double fraction, Duration remaining) {
        JobProgress last = job.progress();
        if (fraction <= last.fraction()) {
            return;
        }
        job.progress(new JobProgress(
                iterations,
                iterations,
                fraction,
                last.loss(),
                last.deltaE76(),
                last.samplesPerSecond(),
                remaining.toSeconds()));
    }
}
