package dev.lutra.compute;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The right to use one of a limited number of places, until it is closed. Closing it again does nothing. */
public final class Permit implements AutoCloseable {

    private final AtomicReference<@Nullable Runnable> release;

    /**
     * Creates a permit.
     *
     * @param release frees the place; called once at most, on any thread
     */
    public Permit(Runnable release) {
        this.release = new AtomicReference<>(release);
    }

    @Override
    public void close() {
        Runnable unreleased = release.getAndSet(null);
        if (unreleased != null) {
            unreleased.run();
        }
    }
}
