package dev.lutra.training;

/** A job was queued here: a worker in this process need not wait for its next look at the queue. */
record JobQueued(JobMode mode) {}
