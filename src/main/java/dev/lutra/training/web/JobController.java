package dev.lutra.training.web;

import dev.lutra.color.ColorHistogram;
import dev.lutra.training.Job;
import dev.lutra.training.Jobs;
import dev.lutra.training.SentPhotographs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
@Profile("api")
@RequestMapping("/training-jobs")
@Tag(name = "Training jobs")
class JobController {

    private final Jobs jobs;
    private final SentPhotographs photographs;
    private final JobEvents events;

    JobController(Jobs jobs, SentPhotographs photographs, JobEvents events) {
        this.jobs = jobs;
        this.photographs = photographs;
        this.events = events;
    }

    /**
     * Hidden from the description, because a client cannot be generated for an operation with two types of body. The
     * description of the other method covers both.
     */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(hidden = true)
    ResponseEntity<JobView> submit(
            @RequestPart(required = false) @Valid @Nullable JobBody job,
            @RequestPart @Size(min = 1, max = 500) List<MultipartFile> image)
            throws IOException {
        JobBody body = job == null ? JobBody.EMPTY : job;
        ColorHistogram colors =
                photographs.colors(image.stream().map(Image::new).toList());
        return accepted(jobs.submit(body.request(colors)));
    }

    private record Image(MultipartFile part) implements SentPhotographs.Photograph {

        @Override
        public String name() {
            return String.valueOf(part.getOriginalFilename());
        }

        @Override
        public InputStream open() throws IOException {
            return part.getInputStream();
        }
    }

    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "submitTrainingJob",
            summary = "Queues a training job",
            description = "The job trains a new network and publishes it as a model, or adds LUTs to a model. If it"
                    + " fails, its property `error` gives the reason. To train on the colours of photographs, send"
                    + " multipart/form-data: 1 to 500 photographs, PNG or JPEG, as the parts `image`, and this JSON as"
                    + " the part `job`. Lutra keeps only how often each colour occurs in them.")
    @ApiResponse(responseCode = "202", description = "The job, which waits for a worker")
    @ApiResponse(responseCode = "422", description = "A property or a photograph is not acceptable")
    ResponseEntity<JobView> submit(@RequestBody(required = false) @Valid @Nullable JobBody body) {
        return accepted(jobs.submit((body == null ? JobBody.EMPTY : body).request(null)));
    }

    private static ResponseEntity<JobView> accepted(Job job) {
        return ResponseEntity.accepted()
                .location(URI.create(JobView.address(job.id())))
                .body(JobView.of(job));
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "listTrainingJobs", summary = "Lists training jobs, the newest first")
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "422", description = "`page` or `size` is out of range")
    JobPageView list(
            @RequestParam(defaultValue = "0") @Min(0) int page,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int size) {
        return JobPageView.of(jobs.page(page, size));
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "getTrainingJob", summary = "Describes a training job")
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "404", description = "There is no such job")
    JobView get(@PathVariable String id) {
        return JobView.of(jobs.find(id));
    }

    @DeleteMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "cancelTrainingJob",
            summary = "Cancels a training job",
            description = "A running job ends within two seconds.")
    @ApiResponse(responseCode = "202", description = "The current state of the job")
    @ApiResponse(responseCode = "404", description = "There is no such job")
    @ApiResponse(responseCode = "409", description = "The job has already ended")
    ResponseEntity<JobView> cancel(@PathVariable String id) {
        return ResponseEntity.accepted().body(JobView.of(jobs.cancel(id)));
    }

    @GetMapping("/{id}/events")
    @Operation(
            operationId = "followTrainingJob",
            summary = "Follows a training job",
            description = "Server-sent events, whose data is the job as JSON (TrainingJob); the last event reports the"
                    + " end of the job. After a lost connection a client continues with Last-Event-ID.")
    @ApiResponse(
            responseCode = "200",
            description = "The events",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    @ApiResponse(
            responseCode = "204",
            description = "The job has ended, and the client has already received its last event",
            content = @Content)
    @ApiResponse(responseCode = "404", description = "There is no such job", content = @Content)
    ResponseEntity<SseEmitter> events(
            @PathVariable String id,
            @Parameter(description = "Id of the last event that the client received")
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    @Nullable
                    String lastEventId) {
        Job job = jobs.find(id);
        long known = JobEvents.version(lastEventId);
        if (job.state().isFinal() && job.version() <= known) {
            // With any other status, browsers would reconnect for ever.
            return ResponseEntity.noContent().build();
        }
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .header("X-Accel-Buffering", "no")
                .body(events.open(job, known));
    }
}
