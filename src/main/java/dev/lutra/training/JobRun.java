package dev.lutra.training;

/** Does what jobs of one mode ask for. */
interface JobRun {

    JobMode mode();

    /**
     * Does a job; when this returns, it is marked as succeeded.
     *
     * @throws JobFailed if it cannot be done
     * @throws RunningJob.JobInterrupted if it is to end before its time
     */
    void run(RunningJob job);
}
