package dev.lutra.pair.web;

import dev.lutra.color.Fidelity;
import dev.lutra.color.Figure;
import dev.lutra.format.LutFormat;
import dev.lutra.format.LutLayout;
import dev.lutra.format.WriteOptions;
import dev.lutra.pair.PairLayouts;
import dev.lutra.pair.PairLook;
import dev.lutra.pair.Pairs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@Profile("api")
@Tag(name = "Photographs")
class PairController {

    /** A dictionary of structured fields (RFC 9651): ΔE76 of the look against the photograph after, over its pixels. */
    private static final String DELTA_E = "Lutra-Delta-E";

    private static final String COVERAGE = "Lutra-Coverage";
    /** A list of strings (RFC 9651), each with its code as a parameter. */
    private static final String WARNINGS = "Lutra-Warnings";

    private final Pairs pairs;

    PairController(Pairs pairs) {
        this.pairs = pairs;
    }

    @PostMapping(path = "/luts/from-pair", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            operationId = "makeLutFromPair",
            summary = "Makes a look from a photograph before and after an edit",
            description = "Both photographs must show the same framing: JPEG, PNG or TIFF, of any size. Lutra aligns"
                    + " them, gathers their colours and fits a look of the active model's network, so that colours"
                    + " that the photographs do not show are treated as known looks treat them. Edits of parts of the"
                    + " photograph, such as masks or vignettes, cannot become a look. The look works on the values of"
                    + " the files, whatever their profile. The service keeps nothing of the photographs. Without"
                    + " format, the answer says how good the look is and carries it in a token; with format it is the file. This operation"
                    + " needs no API key.")
    @ApiResponse(
            responseCode = "200",
            description = "The quality of the look, or with format the file",
            headers = {
                @Header(
                        name = DELTA_E,
                        description = "With format: ΔE76 of the look against the photograph after; absent for tokens",
                        schema = @Schema(type = "string", example = "mean=0.42, p99=2.1, max=9.8")),
                @Header(
                        name = COVERAGE,
                        description = "With format: share of the gamut that the photograph before shows",
                        schema = @Schema(type = "number")),
                @Header(
                        name = WARNINGS,
                        description = "With format: what may be wrong with the look, with codes; absent if nothing",
                        schema = @Schema(type = "string"))
            },
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = PairView.class)),
                @Content(mediaType = MediaType.TEXT_PLAIN_VALUE, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = MediaType.IMAGE_PNG_VALUE, schema = @Schema(type = "string", format = "binary")),
                @Content(
                        mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                        schema = @Schema(type = "string", format = "binary"))
            })
    @ApiResponse(responseCode = "409", description = "No model is active whose network can fit a look")
    @ApiResponse(responseCode = "413", description = "A photograph has too many bytes or pixels")
    @ApiResponse(
            responseCode = "422",
            description =
                    "A photograph is damaged or of a kind that is not read, the two are no pair, or a parameter is"
                            + " out of range")
    @ApiResponse(responseCode = "429", description = "Too many looks are fitted at the same time")
    ResponseEntity<Object> fit(
            @Parameter(description = "The photograph before the edit") @RequestParam MultipartFile before,
            @Parameter(description = "The photograph after the edit") @RequestParam MultipartFile after,
            @Parameter(description = "The format of the file, such as cube or png; left out for JSON", example = "cube")
                    @RequestParam(required = false)
                    @Nullable
                    String format,
            @Parameter(description = "Points along one edge, 2 to 65", example = "33")
                    @RequestParam(required = false)
                    @Nullable
                    Integer res,
            @Parameter(description = "Hald level of a PNG, 2 to 8", example = "8")
                    @RequestParam(required = false)
                    @Nullable
                    Integer level,
            @Parameter(description = "Bits of a channel of a PNG: 8 or 16", example = "8")
                    @RequestParam(required = false)
                    @Nullable
                    Integer depth)
            throws IOException {
        LutLayout layout = format == null ? null : PairLayouts.of(format, new WriteOptions(res, level, depth));
        return switch (pairs.fit(new Part(before), new Part(after), layout)) {
            case Pairs.InToken answer -> ResponseEntity.ok(PairView.of(answer));
            case Pairs.InFile answer -> file(answer);
        };
    }

    private static ResponseEntity<Object> file(Pairs.InFile answer) {
        PairLook look = answer.look();
        LutFormat format = answer.layout().format();
        var response = ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(
                        format.isText() ? format.mediaType() + ";charset=UTF-8" : format.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(answer.layout().fileName("from-pair"))
                                .build()
                                .toString());
        if (answer.layout().keepsValues()) {
            Fidelity.Statistics deltaE76 = look.fidelity().rounded().deltaE76();
            response.header(
                    DELTA_E, "mean=%s, p99=%s, max=%s".formatted(deltaE76.mean(), deltaE76.p99(), deltaE76.max()));
        }
        response.header(COVERAGE, String.valueOf(Figure.of(look.coverage())));
        if (!look.warnings().isEmpty()) {
            response.header(
                    WARNINGS,
                    look.warnings().stream()
                            .map(warning -> "\"%s\";code=%s".formatted(warning.detail(), warning.code()))
                            .collect(Collectors.joining(", ")));
        }
        return response.body(answer.file());
    }

    /** A photograph of a multipart request. */
    private record Part(MultipartFile part) implements Pairs.Upload {

        @Override
        public long size() {
            return part.getSize();
        }

        @Override
        public byte[] bytes() throws IOException {
            return part.getBytes();
        }
    }
}
