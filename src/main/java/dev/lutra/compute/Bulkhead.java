package dev.lutra.compute;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits how much runs at the same time. A few callers have a place, a few more wait for one, and all others are
 * rejected at once.
 */
public final class Bulkhead {

    private final Semaphore places;
    private final AtomicInteger waiting = new AtomicInteger();
    private final int maxWaiting;
    private final Duration maxWait;

    /**
     * Creates a bulkhead.
     *
     * @param places the number of callers that run at the same time, 1 or more
     * @param maxWaiting the number of callers that may wait for a place, 0 or more
     * @param maxWait the longest time that a caller waits
     */
    public Bulkhead(int places, int maxWaiting, Duration maxWait) {
        this.places = new Semaphore(places, true);
        this.maxWaiting = maxWaiting;
        this.maxWait = maxWait;
    }

    /**
     * Takes a place.
     *
     * @return the place, which is free again when the permit is closed
     * @throws Overloaded if too many callers wait already, or if no place becomes free in time
     */
    public Permit enter() {
        if (!places.tryAcquire() && !waitForPlace()) {
            throw new Overloaded();
        }
        return new Permit(places::release);
    }

    /**
     * Runs a task on a place.
     *
     * @throws Overloaded as {@link #enter} does
     */
    public <T> T call(Task<T> task) throws IOException {
        Permit place = enter();
        try (place) {
            return task.run();
        }
    }

    private boolean waitForPlace() {
        if (waiting.incrementAndGet() > maxWaiting) {
            waiting.decrementAndGet();
            return false;
        }
        try {
            return places.tryAcquire(maxWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
        }
    }
}
