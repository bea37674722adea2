package dev.lutra.compute;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.io.IOException;
import java.time.Duration;

/** Runs one kind of work on threads of its own, behind a {@link Bulkhead}: other work goes on, however much of it is asked for. */
public final class ThreadPoolBulkhead {

    private static final ContextSnapshotFactory CONTEXTS =
            ContextSnapshotFactory.builder().build();

    private final Bulkhead bulkhead;
    private final ComputePool pool;

    /**
     * Sets threads aside.
     *
     * @param name of the threads
     * @param threads as many pieces of work are done at the same time
     * @param waiting as many more wait
     * @param maxWait longest that one waits
     */
    public ThreadPoolBulkhead(String name, int threads, int waiting, Duration maxWait) {
        bulkhead = new Bulkhead(threads, waiting, maxWait);
        pool = new ComputePool(name, threads);
    }

    /**
     * Does something on a thread of the pool, which knows of the trace that the caller is in, and waits for it.
     *
     * @throws IOException as the task does; unchecked exceptions come through as well
     * @throws Overloaded if too many wait already, or there was no thread in time
     * @throws MemoryShort if the task ran out of memory
     */
    public <T> T call(Task<T> task) throws IOException {
        var context = CONTEXTS.captureAll();
        return bulkhead.call(() -> pool.call(() -> {
            ContextSnapshot.Scope scope = context.setThreadLocals();
            try (scope) {
                return task.run();
            }
        }));
    }
}
