package dev.lutra.training;

/** Runs requests of one kind. */
interface JobRun<R extends JobRequest> {

    /**
     * Runs a job, and marks it as succeeded.
     *
     * @throws JobFailed if it cannot be done
     * @throws RunningJob.JobInterrupted if it has to end early
     */
    void run(RunningJob job, R request);
}
