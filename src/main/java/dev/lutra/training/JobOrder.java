package dev.lutra.training;

/**
 * A request as it waits in the queue.
 *
 * @param request with its LUTs by name, so that a job that is taken up again has the same to do whatever was uploaded
 *     meanwhile; what the user wrote where there is no such LUT
 * @param forAll whether the user asked for all LUTs: those that are deleted before the job begins are then not missed
 */
record JobOrder(JobRequest request, boolean forAll) {}
