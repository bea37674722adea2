package dev.lutra.compute;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets a few through at a time, a few more wait, and refuses the rest at once. */
public final class Bulkhead {

    private final Semaphore places;
    private final AtomicInteger waiting = new AtomicInteger();
    private final int maxWaiting;
    private final Duration maxWait;

    public Bulkhead(int places, int maxWaiting, Duration maxWait) {
        this.places = new Semaphore(places, true);
        this.maxWaiting = maxWaiting;
        this.maxWait = maxWait;
    }

    /**
     * Takes a place, which is to be given back by {@link #leave}.
     *
     * @throws Overloaded if too many wait already, or none became free in time
     */
    public void enter() {
        if (!places.tryAcquire() && !waitForPlace()) {
            throw new Overloaded();
        }
    }

    public void leave() {
        places.release();
    }

    /**
     * Does something on a place.
     *
     * @throws Overloaded as {@link #enter} does
     */
    public <T> T call(Task<T> task) throws IOException {
        enter();
        try {
            return task.run();
        } finally {
            leave();
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
