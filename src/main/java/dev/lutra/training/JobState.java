package dev.lutra.training;

/** The state of a training job. */
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
