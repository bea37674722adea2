package dev.lutra.training;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A training job.
 *
 * @param model the slug of the model that the job makes or extends; null while there is none
 * @param error the reason of its failure, for people; null if it did not fail
 * @param attempt the number of times that a worker started it
 * @param worker the worker that runs it, or ran it last
 * @param device the device that it runs on
 * @param version increases with every change
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
