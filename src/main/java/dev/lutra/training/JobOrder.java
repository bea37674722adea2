package dev.lutra.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request in the queue.
 *
 * @param request the original request
 * @param luts the slugs of its LUTs, fixed when it was queued: a restarted job works on the same LUTs, whatever was
 *     uploaded in the meantime
 * @param forAll whether the user requested all LUTs; LUTs that are deleted before the job starts are then not a failure
 * @param trace the id of the trace in which the job was queued; null if there was none
 */
record JobOrder(
        JobRequest request,
        List<String> luts,
        boolean forAll,
        @Nullable String trace) {

    JobOrder {
        luts = List.copyOf(luts);
    }

    /** An order in the trace of the calling thread. */
    static JobOrder of(JobRequest request, List<String> luts, boolean forAll) {
        return new JobOrder(request, luts, forAll, JobLog.trace());
    }

    /** Reads an order from the database. Earlier versions kept the slugs in the request. */
    @JsonCreator
    static JobOrder read(JobRequest request, @Nullable List<String> luts, boolean forAll, @Nullable String trace) {
        return new JobOrder(request, luts == null ? request.luts() : luts, forAll, trace);
    }
}
