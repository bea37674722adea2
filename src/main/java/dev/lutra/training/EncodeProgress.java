package dev.lutra.training;

import dev.lutra.color.Fidelity;
import dev.lutra.network.learn.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Progress of an encoding job, counted in LUTs. The LUTs of a batch are worked on together, and each counts by the share
 * of the batch's work that is done. LUTs that the model held already count as done.
 */
final class EncodeProgress {

    /** The share of a batch's time that fitting embeddings takes, roughly. Details and measuring take the rest. */
    private static final double ENCODING = 0.4;

    private final RunningJob job;
    private final int luts;
    private final int heldBefore;
    private final long started = System.nanoTime();
    private int done;
    /** LUTs that are done, plus the shares of those in work. It never falls. */
    private double reached;

    private double sumDeltaE76;
    private int measured;
    private @Nullable Progress part;

    EncodeProgress(RunningJob job, int luts, int heldBefore) {
        this.job = job;
        this.luts = luts;
        this.heldBefore = heldBefore;
        done = heldBefore;
        show(0);
    }

    /** Reports the progress of fitting the embeddings of a batch. */
    synchronized void encoding(Progress progress, int batch) {
        part = progress;
        show(ENCODING * batch * progress.iteration() / progress.iterations());
    }

    /** Reports how many LUTs of a batch are measured. */
    synchronized void measured(int measured, int batch) {
        show(ENCODING * batch + (1 - ENCODING) * measured);
    }

    synchronized void encoded(Fidelity fidelity) {
        sumDeltaE76 += fidelity.deltaE76().mean();
        measured++;
    }

    /** Counts LUTs as done, whether they were encoded or skipped. */
    synchronized void done(int more) {
        done += more;
        show(0);
    }

    synchronized JobProgress ended() {
        JobProgress last = job.progress();
        return new JobProgress(luts, luts, 1, last.loss(), deltaE76(), last.samplesPerSecond(), 0L);
    }

    private void show(double inBatch) {
        // LUTs are measured on several threads, which report in any order.
        reached = Math.max(reached, done + inBatch);
        double fresh = reached - heldBefore;
        Double eta = fresh <= 0 ? null : (System.nanoTime() - started) / 1e9 / fresh * (luts - reached);
        job.progress(new JobProgress(
                (int) reached,
                luts,
                luts == 0 ? 0 : reached / luts,
                part == null ? null : part.loss(),
                deltaE76(),
                part == null ? null : part.samplesPerSecond(),
                eta == null ? null : Math.round(eta)));
    }

    /** The mean of the LUTs that are measured; before the first one, the mean over the last colours of the fit. */
    private @Nullable Double deltaE76() {
        if (measured > 0) {
            return sumDeltaE76 / measured;
        }
        return part == null ? null : part.deltaE76();
    }
}
