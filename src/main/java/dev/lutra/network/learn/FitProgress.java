package dev.lutra.network.learn;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;

/** The progress of the fits of one call, which run on several threads. */
final class FitProgress {

    /** A refinement takes as long as so many iterations of a full group. */
    static final int REFINEMENT = 100;

    private static final int REPORT_EVERY = 200;

    private final ProgressMeter meter;
    private final ProgressListener listener;
    private final BooleanSupplier cancelled;
    private final AtomicLong done = new AtomicLong();
    /** The ΔE76 that was reported last. */
    private volatile double last = Double.NaN;

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
        long total = done.incrementAndGet();
        if (isDue(total, 1)) {
            last = deltaE76.getAsDouble();
            report(total);
        }
    }

    /** Counts a refinement. */
    void refined() {
        long total = done.addAndGet(REFINEMENT);
        if (isDue(total, REFINEMENT) && !Double.isNaN(last)) {
            report(total);
        }
    }

    private boolean isDue(long total, int added) {
        return total / REPORT_EVERY != (total - added) / REPORT_EVERY || meter.isEnd(total);
    }

    private void report(long total) {
        listener.onProgress(meter.progress((int) Math.min(total, Integer.MAX_VALUE), last));
    }
}
