package dev.lutra.training;

/** An event: this process has queued a job. A worker in the same process looks at once, and does not wait to poll. */
record JobQueued(JobMode mode) {}
