package dev.lutra.training;

import java.time.Instant;

/**
 * Jobs of one mode in one state that is not final.
 *
 * @param oldest when the oldest of them was ordered
 */
record Backlog(JobMode mode, JobState state, long count, Instant oldest) {}
