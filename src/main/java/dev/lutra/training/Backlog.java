package dev.lutra.training;

import java.time.Instant;

/**
 * The number of jobs of one mode in one state that is not final.
 *
 * @param oldest the time when the oldest of these jobs was queued
 */
record Backlog(JobMode mode, JobState state, long count, Instant oldest) {}
