package dev.lutra.training;

import dev.lutra.network.decode.Evaluation;
import dev.lutra.network.learn.Progress;
import dev.lutra.network.learn.TrainingSettings;
import java.time.Duration;

/** Progress of a training job, which first learns, and then makes details and measures. */
final class TrainProgress {

    /** A step forward and back costs about as much as three evaluations. */
    private static final double STEP = 3;

    /** A detail takes about as long as this number of evaluations over the gamut. */
    private static final double DETAIL = 10;

    private static final double GAMUT = Math.pow(Evaluation.GAMUT_SIZE, 3);

    private final RunningJob job;
    /** The share of learning in all the work. */
    private final double learning;

    private final int iterations;
    private long measuring;

    TrainProgress(RunningJob job, TrainingSettings settings) {
        this.job = job;
        double steps = STEP * settings.colorsPerStep() * settings.iterations();
        learning = steps / (steps + (1 + DETAIL) * GAMUT);
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

    synchronized void measured(int done, int luts) {
        JobProgress last = job.progress();
        double fraction = learning + (1 - learning) * done / luts;
        if (fraction <= last.fraction()) {
            return;
        }
        long passed = System.nanoTime() - measuring;
        job.progress(new JobProgress(
                iterations,
                iterations,
                fraction,
                last.loss(),
                last.deltaE76(),
                last.samplesPerSecond(),
                Duration.ofNanos(passed / done * (luts - done)).toSeconds()));
    }
}
