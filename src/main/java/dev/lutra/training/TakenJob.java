package dev.lutra.training;

/**
 * A job that a worker has taken.
 *
 * @param job the job in its current state
 * @param crashes the number of crashes of workers since the job last made progress
 * @param cancelRequested whether its user has cancelled it
 */
record TakenJob(Job job, JobOrder order, int crashes, boolean cancelRequested) {}
