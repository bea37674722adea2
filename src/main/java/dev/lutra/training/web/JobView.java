package dev.lutra.training.web;

import dev.lutra.color.Figure;
import dev.lutra.training.Job;
import dev.lutra.training.JobProgress;
import dev.lutra.training.JobState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A training job as JSON.
 *
 * @param links {@code self} and {@code events}; {@code model} once there is one
 */
@Schema(name = "TrainingJob", description = "A training job")
record JobView(
        UUID id,

        @Schema(allowableValues = {"train", "encode"}) String mode,

        @Schema(example = "Summer looks") String name,
        JobState state,
        ProgressView progress,

        @Schema(description = "Id of the model that is made or grown", example = "summer-looks") @Nullable
        String model,

        @Schema(description = "Why it failed, and what to do about it") @Nullable
        String error,

        @Schema(description = "How often a worker took it up")
        int attempt,

        @Schema(description = "The worker that has it, or had it last") @Nullable
        String worker,

        @Schema(example = "cuda:0") @Nullable String device,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Map<String, String> links) {

    static String address(UUID id) {
        return "/training-jobs/" + id;
    }

    static JobView of(Job job) {
        return new JobView(
                job.id(),
                job.mode().name().toLowerCase(Locale.ROOT),
                job.name(),
                job.state(),
                ProgressView.of(job.progress()),
                job.model(),
                job.error(),
                job.attempt(),
                job.worker(),
                job.device(),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt(),
                links(job));
    }

    private static Map<String, String> links(Job job) {
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", address(job.id()));
        links.put("events", address(job.id()) + "/events");
        if (job.model() != null) {
            links.put("model", "/models/" + job.model());
        }
        return links;
    }

    /** How far a job has come. */
    @Schema(name = "TrainingProgress", description = "How far a training job has come")
    record ProgressView(
            @Schema(
                    description = "Iterations of a training, LUTs of an encoding by how much of their work is done",
                    example = "4200")
            int iteration,

            @Schema(example = "20000") int iterations,

            @Schema(description = "Of the whole job, 0 to 1", example = "0.21")
            double fraction,

            @Nullable Double loss,

            @Schema(description = "Mean over the last colours; in the end, as measured over the whole gamut") @Nullable
            Double deltaE76,

            @Schema(description = "LUTs × colours learned from in a second") @Nullable
            Double samplesPerSecond,

            @Nullable Long etaSeconds) {

        static ProgressView of(JobProgress progress) {
            return new ProgressView(
                    progress.iteration(),
                    progress.iterations(),
                    Figure.of(progress.fraction()),
                    Figure.of(progress.loss()),
                    Figure.of(progress.deltaE76()),
                    Figure.of(progress.samplesPerSecond()),
                    progress.etaSeconds());
        }
    }
}
