package dev.lutra.training;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Adds to all log lines of a thread the job that it works on, and the trace of the request that ordered the job. */
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

    /** The trace of this thread; null if there is none. */
    static @Nullable String trace() {
        return MDC.get(TRACE);
    }

    @Override
    public void close() {
        MDC.remove(JOB);
        MDC.remove(TRACE);
    }
}
