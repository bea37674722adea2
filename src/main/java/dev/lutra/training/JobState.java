package dev.lutra.training;

/** Where a training job stands. */
public enum JobState {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** True if nothing more will happen to the job. */
    public boolean isFinal() {
        return this != QUEUED && this != RUNNING;
    }
}
