package dev.lutra.library.web;

import dev.lutra.codec.Accuracy;
import dev.lutra.library.Library;
import dev.lutra.library.ValidAccuracy;
import dev.lutra.library.upload.UploadDetails;
import dev.lutra.library.upload.UploadReport;
import dev.lutra.library.upload.Uploads;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

@RestController
@Profile("api")
@Tag(name = "Library")
class UploadController {

    private final Uploads uploads;
    private final Library library;

    UploadController(Uploads uploads, Library library) {
        this.uploads = uploads;
        this.library = library;
    }

    @PostMapping(
            path = "/luts",
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "uploadLuts",
            summary = "Stores LUTs: files of any format that is read, or zip archives of them",
            description = "The source of each LUT answers requests at once. Lutra queues the LUTs for encoding"
                    + " into the active model.")
    @ApiResponse(
            responseCode = "201",
            description = "One file: the new LUT",
            content = @Content(schema = @Schema(implementation = LutView.class)))
    @ApiResponse(
            responseCode = "200",
            description = "An archive or several files: the accepted and the rejected files. One file that the"
                    + " library has already: its LUT",
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            title = "UploadAnswer",
                                            oneOf = {UploadReportView.class, LutView.class})))
    @ApiResponse(
            responseCode = "415",
            description = "The body is not a form, or the format of the only file is not supported")
    @ApiResponse(
            responseCode = "422",
            description = "The only file is not a LUT, an archive is invalid or exceeds the limits, or a form field is"
                    + " not acceptable. `errors` names the file and the line")
    @ApiResponse(responseCode = "429", description = "Too many uploads at the same time")
    ResponseEntity<Object> upload(
            @Parameter(
                            description =
                                    "The files. The content of a file tells its format, or its name if the content does not")
                    @RequestParam(required = false)
                    @Nullable
                    List<MultipartFile> file,
            @Parameter(description = "Title for a single file. The default is the name of the file")
                    @RequestParam(required = false)
                    @Size(min = 1, max = 200)
                    @PlainTextField
                    @Nullable
                    String title,
            @Parameter(description = "Words to find them by") @RequestParam(defaultValue = "") @Size(max = 40)
                    List<@Size(max = 80) @PlainTextField String> tags,
            @Parameter(description = "SPDX identifier", example = "CC-BY-4.0")
                    @RequestParam(required = false)
                    @Size(max = 200)
                    @PlainTextField
                    @Nullable
                    String license,
            @Parameter(description = "Credit to the author")
                    @RequestParam(required = false)
                    @Size(max = 2000)
                    @PlainTextField
                    @Nullable
                    String attribution,
            @Parameter(
                            description = "Accuracy of each LUT: mean and 99th percentile of ΔE76, lossless, or none."
                                    + " The default is the server's setting. It also applies to"
                                    + " a LUT that already exists",
                            example = "0.5/2")
                    @RequestParam(required = false)
                    @ValidAccuracy
                    @Nullable
                    String accuracy,
            @Parameter(description = "Whether to encode the LUTs into the active model")
                    @RequestParam(defaultValue = "true")
                    boolean encode,
            @Parameter(
                            description = "Looks as tokens, besides files or instead of them",
                            example = "LAC-bOYnxc1jx0XeZYJ1qp6tium8Q145mdEZwN291Nc")
                    @RequestParam(defaultValue = "")
                    @Size(max = 1000)
                    List<@Size(min = 1, max = 2000) @PlainTextField String> token)
            throws MissingServletRequestPartException {
        List<Uploads.File> files = Stream.concat(
                        file == null ? Stream.empty() : file.stream().<Uploads.File>map(Part::new),
                        token.stream().map(UploadedToken::new))
                .toList();
        if (files.isEmpty()) {
            throw new MissingServletRequestPartException("file");
        }
        boolean single = files.size() == 1 && !files.getFirst().isArchive();
        UploadReport report = uploads.store(
                files,
                new UploadDetails(
                        single ? title : null,
                        tags,
                        license,
                        attribution,
                        accuracy == null ? null : Accuracy.of(accuracy),
                        encode));
        return single ? one(report) : ResponseEntity.ok(UploadReportView.of(report, library));
    }

    private ResponseEntity<Object> one(UploadReport report) {
        UploadReport.Accepted accepted = report.accepted().getFirst();
        LutView lut = LutView.of(library.find(accepted.id(), null), report.job());
        if (!accepted.isNew()) {
            return ResponseEntity.ok(lut);
        }
        var answer = ResponseEntity.created(URI.create("/luts/" + accepted.id()));
        report.job().ifPresent(job -> answer.header(HttpHeaders.LINK, "<%s>; rel=\"job\"".formatted(Links.job(job))));
        return answer.body(lut);
    }

    /** An upload report as JSON. */
    @Schema(name = "UploadReport", description = "The result of an upload")
    record UploadReportView(
            List<LutView> accepted,
            List<UploadReport.Rejected> rejected,

            @Schema(
                    description = "What Lutra skipped or approximated in accepted files. Each LUT keeps its own"
                            + " warnings")
            List<UploadReport.Warning> warnings,

            @Schema(description = "Address of the job that encodes the new LUTs", example = "/training-jobs/7f0c…")
            @Nullable
            String job) {

        static UploadReportView of(UploadReport report, Library library) {
            List<LutView> accepted = report.accepted().stream()
                    .map(lut -> LutView.of(library.find(lut.id(), null), Optional.empty()))
                    .toList();
            return new UploadReportView(
                    accepted,
                    report.rejected(),
                    report.warnings(),
                    report.job().map(Links::job).orElse(null));
        }
    }

    /** A file of a multipart request, which the server keeps on disk until the request ends. */
    private record Part(MultipartFile part) implements Uploads.File {

        @Override
        public String name() {
            String name = part.getOriginalFilename();
            return name == null ? "" : name;
        }

        @Override
        public InputStream open() throws IOException {
            return part.getInputStream();
        }

        @Override
        public void moveTo(Path target) throws IOException {
            part.transferTo(target.toFile());
        }
    }
}
