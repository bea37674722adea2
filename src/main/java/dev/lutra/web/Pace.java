package dev.lutra.web;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.springframework.util.unit.DataSize;

/**
 * Measures the rate at which one client sends or takes bytes. It counts only the time in which the server waits for the
 * client. Not thread-safe.
 */
final class Pace {

    private final long bytesPerSecond;
    private final long windowNanos;
    private final LongSupplier clock;

    private long started;
    private long waited;
    private long moved;

    /**
     * Starts a measurement.
     *
     * @param minRate the lowest permitted rate in bytes per second
     * @param window the waiting time after which the rate is checked and the measurement restarts
     */
    Pace(DataSize minRate, Duration window) {
        this(minRate, window, System::nanoTime);
    }

    Pace(DataSize minRate, Duration window, LongSupplier clock) {
        bytesPerSecond = minRate.toBytes();
        windowNanos = window.toNanos();
        this.clock = clock;
    }

    void waiting() {
        started = clock.getAsLong();
    }

    /**
     * Ends a wait and counts the bytes that it brought.
     *
     * @throws TooSlow if the rate of the last window is too low
     */
    void moved(int bytes) throws TooSlow {
        waited += clock.getAsLong() - started;
        moved += bytes;
        if (waited >= windowNanos) {
            if (moved / (waited / 1e9) < bytesPerSecond) {
                throw new TooSlow(moved, Duration.ofNanos(waited));
            }
            waited = 0;
            moved = 0;
        }
    }

    /** The client is too slow. */
    static final class TooSlow extends IOException {

        TooSlow(long bytes, Duration time) {
            super("the client moved %d bytes in %d ms".formatted(bytes, time.toMillis()));
        }
    }
}
