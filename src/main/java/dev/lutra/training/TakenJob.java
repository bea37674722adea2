package dev.lutra.training;

/**
 * A job that a worker has taken up.
 *
 * @param job as it is now
 * @param crashes of workers since the job last got further
 * @param cancelRequested whether its user has cancelled it
 */
record TakenJob(Job job, JobOrder order, int crashes, boolean cancelRequested) {}
