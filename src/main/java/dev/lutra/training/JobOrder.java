package dev.lutra.training;

import java.util.List;

/**
 * A request as it waits in the queue.
 *
 * @param request with its LUTs by slug, so that a job that is taken up again has the same to do whatever was uploaded
 *     meanwhile
 * @param forAll whether the user asked for all LUTs: those that are deleted before the job begins are then not missed
 * @param unknown what the user wrote for LUTs that were not there
 */
record JobOrder(JobRequest request, boolean forAll, List<String> unknown) {

    JobOrder {
        unknown = List.copyOf(unknown);
    }
}
