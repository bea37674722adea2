package dev.lutra.training;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Marks all that a thread logs with the job that it is for, and with the trace of the request that ordered the job. */
final class JobLog implements AutoCloseable {

    private static final String JOB = "job";
    private static final String TRACE = "traceId";

    JobLog(RunningJob job) {
        MDC.put(JOB, job.id().toString());
        String trace = job.order().trace();
        if (trace != null) {
            MDC.put(TRACE, trace);
        }
    }

    /** The trace that this thread is in; null if it is in none. */
    static @Nullable String trace() {
        return MDC.get(TRACE);
    }

    @Override
    public void close() {
        MDC.remove(JOB);
        MDC.remove(TRACE);
    }
}
