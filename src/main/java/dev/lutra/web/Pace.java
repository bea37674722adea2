package dev.lutra.web;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.springframework.util.unit.DataSize;

/**
 * Measures how fast one client moves bytes, by the time that the server waits for it: work of the server does not
 * count. Not for use by several threads at once.
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
     * @param minRate fewest bytes a second
     * @param window time waited after which the rate is looked at, and measured anew
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
     * Counts what came of the wait.
     *
     * @throws TooSlow if it was less than is to be expected of a client
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

    /** The client is slower than is waited for. */
    static final class TooSlow extends IOException {

        TooSlow(long bytes, Duration time) {
            super("the client moved %d bytes in %d ms".formatted(bytes, time.toMillis()));
        }
    }
}
