package dev.lutra.compute;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.io.IOException;
import java.time.Duration;

/** Runs one kind of work on separate threads, behind a {@link Bulkhead}, so that it cannot block other work. */
public final class ThreadPoolBulkhead {

    private static final ContextSnapshotFactory CONTEXTS =
            ContextSnapshotFactory.builder().build();

    private final Bulkhead bulkhead;
    private final ComputePool pool;

    /**
     * Creates the threads.
     *
     * @param name the name of the threads
     * @param threads the number of tasks that run at the same time
     * @param waiting the number of tasks that may wait
     * @param maxWait the longest time that a task waits
     */
    public ThreadPoolBulkhead(String name, int threads, int waiting, Duration maxWait) {
        bulkhead = new Bulkhead(threads, waiting, maxWait);
        pool = new ComputePool(name, threads);
    }

    /**
     * Runs a task on a thread of the pool, in the trace of the caller, and waits for it.
     *
     * @throws IOException as the task does; unchecked exceptions of the task are thrown as well
     * @throws Overloaded if too many tasks wait already, or if no thread becomes free in time
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
