package dev.lutra.network.learn;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A few platform threads for work that can be interrupted. */
final class CancellableWork implements AutoCloseable {

    private static final long POLL_MILLIS = 100;

    private final ExecutorService pool;

    CancellableWork(int threads, String threadName) {
        pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name(threadName, 0).daemon().factory());
    }

    <T> Future<T> submit(Callable<T> work) {
        return pool.submit(work);
    }

    /**
     * Waits for work.
     *
     * @param cancelled called ten times a second
     * @return null if the work was cancelled, or if this thread was interrupted
     */
    <T> @Nullable T await(Future<T> work, BooleanSupplier cancelled) {
        while (!cancelled.getAsBoolean()) {
            try {
                return work.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // The work is not done yet.
            } catch (ExecutionException e) {
                throw new IllegalStateException("encoding failed", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
        return null;
    }

    /** Interrupts the current work and waits for its end. */
    @Override
    public void close() {
        pool.shutdownNow();
        pool.close();
    }
}
