package dev.lutra.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as it waits in the queue.
 *
 * @param request as it was made
 * @param luts slugs of its LUTs, fixed when it was ordered: a job that is taken up again works on the same LUTs, whatever
 *     was uploaded meanwhile
 * @param forAll whether the user asked for all LUTs; LUTs that are deleted before the job begins are then no failure
 * @param trace id of the trace in which the job was ordered; null if it was in none
 */
record JobOrder(
        JobRequest request,
        List<String> luts,
        boolean forAll,
        @Nullable String trace) {

    JobOrder {
        luts = List.copyOf(luts);
    }

    /** An order of the trace that the calling thread is in. */
    static JobOrder of(JobRequest request, List<String> luts, boolean forAll) {
        return new JobOrder(request, luts, forAll, JobLog.trace());
    }

    /** Reads an order from the database. Earlier versions kept the slugs in the request. */
    @JsonCreator
    static JobOrder read(JobRequest request, @Nullable List<String> luts, boolean forAll, @Nullable String trace) {
        return new JobOrder(request, luts == null ? request.luts() : luts, forAll, trace);
    }
}
