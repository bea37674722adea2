package dev.lutra.network.learn;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;

/** The progress of the fits of one call, which run on several threads. */
final class FitProgress {

    private static final int REPORT_EVERY = 200;

    private final ProgressMeter meter;
    private final ProgressListener listener;
    private final BooleanSupplier cancelled;
    private final AtomicInteger done = new AtomicInteger();

    FitProgress(ProgressMeter meter, ProgressListener listener, BooleanSupplier cancelled) {
        this.meter = meter;
        this.listener = listener;
        this.cancelled = cancelled;
    }

    /** @throws CancellationException if the call was cancelled */
    void check() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException();
        }
    }

    /**
     * Counts an iteration of Adam.
     *
     * @param deltaE76 is asked for now and then
     */
    void iterated(double loss, DoubleSupplier deltaE76) {
        meter.add(loss);
        int total = done.incrementAndGet();
        if (total % REPORT_EVERY == 0) {
            listener.onProgress(meter.progress(total, deltaE76.getAsDouble()));
        }
    }

    /** Counts a refinement, which has nothing to report. */
    void refined() {
        done.incrementAndGet();
    }
}
