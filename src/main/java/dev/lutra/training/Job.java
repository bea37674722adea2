package dev.lutra.training;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A training job.
 *
 * @param model slug of the model that is made or grown; null while there is none
 * @param error why it failed, for people; null if it did not
 * @param attempt how often a worker took it up
 * @param worker that has it, or had it last
 * @param device that it runs on
 * @param version raised by every change
 */
public record Job(
        UUID id,
        JobMode mode,
        String name,
        JobState state,
        JobProgress progress,
        @Nullable String model,
        @Nullable String error,
        int attempt,
        @Nullable String worker,
        @Nullable String device,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        long version) {}
