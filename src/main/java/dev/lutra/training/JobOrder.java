package dev.lutra.training;

import org.jspecify.annotations.Nullable;

/**
 * A request as it waits in the queue.
 *
 * @param request with its LUTs by slug, so that a job that is taken up again has the same to do whatever was uploaded
 *     meanwhile
 * @param forAll whether the user asked for all LUTs: those that are deleted before the job begins are then not missed
 * @param trace id of the trace in which the job was ordered; null if it was in none
 */
record JobOrder(
        JobRequest request, boolean forAll, @Nullable String trace) {

    /** An order of the trace that the calling thread is in. */
    static JobOrder of(JobRequest request, boolean forAll) {
        return new JobOrder(request, forAll, JobLog.trace());
    }
}
