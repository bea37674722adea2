package dev.lutra.delivery;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets a few through at a time, a few more wait, and refuses the rest at once. */
final class Gate {

    private final Semaphore places;
    private final AtomicInteger waiting = new AtomicInteger();
    private final int maxWaiting;
    private final Duration maxWait;

    Gate(int places, int maxWaiting, Duration maxWait) {
        this.places = new Semaphore(places, true);
        this.maxWaiting = maxWaiting;
        this.maxWait = maxWait;
    }

    /**
     * Takes a place, which is to be given back by {@link #leave}.
     *
     * @throws Overloaded if too many wait already, or none became free in time
     */
    void enter() {
        if (!places.tryAcquire() && !waitForPlace()) {
            throw new Overloaded();
        }
    }

    void leave() {
        places.release();
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
