package dev.lutra.compute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * A few platform threads for work that computes. Requests run on virtual threads, and one that computes would keep its
 * carrier from all the others. Callers wait for their results; a {@link Bulkhead} bounds how many wait. Threads end when
 * there is nothing to do.
 *
 * <p>Work must not call into the pool that it runs on: where there is one thread it would wait for itself.
 */
public final class ComputePool {

    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;

    /** @param name of the threads, before their numbers */
    public ComputePool(String name, int threads) {
        this.threads = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name(name + "-", 0).daemon().factory());
        this.threads.allowCoreThreadTimeOut(true);
    }

    /** As many threads as leave a processor to those who wait for answers: one fewer than there are, but one at least. */
    public static int defaultThreads() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    }

    /**
     * Does something on one of the threads, and waits for it.
     *
     * @throws IOException as the task does; unchecked exceptions come through as well
     * @throws MemoryShort if the task ran out of memory
     * @throws Overloaded if the caller is interrupted; the task is, too
     */
    public <T> T call(Task<T> task) throws IOException {
        Future<T> running = threads.submit(task::run);
        try {
            return Results.await(running);
        } finally {
            running.cancel(true);
        }
    }

    /** The same for what does no input or output. */
    public <T> T compute(Supplier<T> work) {
        try {
            return call(work::get);
        } catch (IOException e) {
            throw new UncheckedIOException("no work here does input or output", e);
        }
    }

    /** Does a number of things on as many threads as there are, and waits for all of them; throws as {@link #call} does. */
    public void forEach(int count, IntConsumer work) {
        var running = new ArrayList<Future<?>>(count);
        try {
            for (int i = 0; i < count; i++) {
                int index = i;
                running.add(threads.submit(() -> work.accept(index)));
            }
            for (Future<?> future : running) {
                Results.await(future);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no work here does input or output", e);
        } finally {
            running.forEach(future -> future.cancel(true));
        }
    }
}
