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
 * @param links {@code self} and {@code events}, and {@code model} once the model exists
 */
@Schema(name = "TrainingJob", description = "A training job")
record JobView(
        UUID id,

        @Schema(allowableValues = {"train", "encode"}) String mode,

        @Schema(example = "Summer looks") String name,
        JobState state,
        ProgressView progress,

        @Schema(description = "Id of the model that the job makes or extends", example = "summer-looks") @Nullable
        String model,

        @Schema(description = "The reason why the job failed, and how to correct it") @Nullable
        String error,

        @Schema(description = "Number of times that a worker started the job")
        int attempt,

        @Schema(description = "The worker that runs the job, or ran it last") @Nullable
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

    /** The progress of a job as JSON. */
    @Schema(name = "TrainingProgress", description = "Progress of a training job")
    record ProgressView(
            @Schema(
                    description = "Iterations of a training, or LUTs of an encoding, weighted by the share of their"
                            + " work that is done",
                    example = "4200")
            int iteration,

            @Schema(example = "20000") int iterations,

            @Schema(description = "Share of the whole job that is done, 0 to 1", example = "0.21")
            double fraction,

            @Nullable Double loss,

            @Schema(description = "Mean over the latest colours; at the end, the mean over the whole gamut") @Nullable
            Double deltaE76,

            @Schema(description = "LUTs × colours that the training processes per second") @Nullable
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
