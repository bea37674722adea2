package dev.lutra.training;

import java.time.Instant;

/**
 * How many jobs of one mode are in one state that is not final.
 *
 * @param oldest when the oldest of these jobs was ordered
 */
record Backlog(JobMode mode, JobState state, long count, Instant oldest) {}
