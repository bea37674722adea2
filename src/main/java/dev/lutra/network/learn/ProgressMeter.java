package dev.lutra.network.learn;

import java.time.Duration;

/** Measures the progress of a run. */
final class ProgressMeter {

    private static final double SMOOTHING = 0.02;

    private final long started = System.nanoTime();
    private final int iterations;
    private final int from;
    private final long samplesPerIteration;
    private double loss = Double.NaN;

    ProgressMeter(int iterations, int from, long samplesPerIteration) {
        this.iterations = iterations;
        this.from = from;
        this.samplesPerIteration = samplesPerIteration;
    }

    void add(double loss) {
        add(loss, 1);
    }

    /**
     * Adds iterations.
     *
     * @param loss the mean of their losses
     */
    synchronized void add(double loss, int iterations) {
        double share = 1 - Math.pow(1 - SMOOTHING, iterations);
        this.loss = Double.isNaN(this.loss) ? loss : this.loss + share * (loss - this.loss);
    }

    /** True if nothing is left after so many iterations. */
    boolean isEnd(long iteration) {
        return iteration >= iterations;
    }

    synchronized Progress progress(int iteration, double deltaE76) {
        double seconds = (System.nanoTime() - started) / 1e9;
        double perIteration = seconds / (iteration - from);
        return new Progress(
                iteration, iterations, loss, deltaE76, samplesPerIteration / perIteration, Duration.ofMillis((long)
                        (1000 * perIteration * (iterations - iteration))));
    }
}
