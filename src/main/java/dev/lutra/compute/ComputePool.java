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
 * A few platform threads for computation. Requests run on virtual threads, and a computing one would block its carrier
 * for all others. Callers wait for their results; a {@link Bulkhead} limits how many wait. Idle threads end.
 *
 * <p>A task must not call into its own pool, because with one thread it would wait for itself.
 */
public final class ComputePool {

    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;

    /** @param name the name of the threads, before their numbers */
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

    /**
     * The default number of threads. It is one fewer than processors, but at least one, so that a processor remains for
     * the threads that wait for answers.
     */
    public static int defaultThreads() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    }

    /**
     * Runs a task on one of the threads, and waits for it.
     *
     * @throws IOException as the task does; unchecked exceptions of the task are thrown as well
     * @throws MemoryShort if the task ran out of memory
     * @throws Overloaded if the caller is interrupted; the task is then interrupted, too
     */
    public <T> T call(Task<T> task) throws IOException {
        Future<T> running = threads.submit(task::run);
        try {
            return Results.await(running);
        } finally {
            running.cancel(true);
        }
    }

    /** Runs work without input and output in the same way. */
    public <T> T compute(Supplier<T> work) {
        try {
            return call(work::get);
        } catch (IOException e) {
            throw new UncheckedIOException("no work here does input or output", e);
        }
    }

    /** Runs a number of tasks on all threads, and waits for all of them. It throws what {@link #call} does. */
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
