package dev.lutra.training;

/** Does what requests of one kind ask for. */
interface JobRun<R extends JobRequest> {

    /**
     * Does a job; when this returns, it is marked as succeeded.
     *
     * @throws JobFailed if it cannot be done
     * @throws RunningJob.JobInterrupted if it is to end before its time
     */
    void run(RunningJob job, R request);
}
