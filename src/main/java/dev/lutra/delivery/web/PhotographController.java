package dev.lutra.delivery.web;

import static dev.lutra.delivery.web.BlendBody.OUTPUT;

import dev.lutra.delivery.ColorMap;
import dev.lutra.delivery.DeliverySettings;
import dev.lutra.delivery.PhotographGrading;
import dev.lutra.delivery.PhotographRequest;
import dev.lutra.delivery.web.ParameterDocs.From;
import dev.lutra.delivery.web.ParameterDocs.LutId;
import dev.lutra.delivery.web.ParameterDocs.Mix;
import dev.lutra.delivery.web.ParameterDocs.Model;
import dev.lutra.delivery.web.ParameterDocs.Quality;
import dev.lutra.delivery.web.ParameterDocs.Space;
import dev.lutra.delivery.web.ParameterDocs.Strength;
import dev.lutra.image.ImageType;
import dev.lutra.library.Library;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Profile("api")
@Tag(name = "Photographs")
@ApiResponse(responseCode = "413", description = "The photograph has too many bytes or pixels")
@ApiResponse(responseCode = "415", description = "The body is not JPEG, PNG or TIFF, or not what Content-Type says")
@ApiResponse(
        responseCode = "422",
        description = "The photograph is damaged or of a kind that is not read, or a parameter is out of range")
@ApiResponse(responseCode = "429", description = "Too many photographs are graded at the same time")
class PhotographController {

    private static final String JPEG = "image/jpeg";
    private static final String PNG = "image/png";
    private static final String TIFF = "image/tiff";

    private static final List<MediaType> TYPES = Arrays.stream(ImageType.values())
            .map(type -> MediaType.parseMediaType(type.mediaType()))
            .toList();

    private static final String DESCRIPTION =
            "The body is the photograph: JPEG, PNG or TIFF, with 8 or 16 bits. The answer has the same type, depth, size,"
                    + " transparency, profile and orientation. The look is applied to the values of the file, whatever"
                    + " its profile, and over 0 to 1. The service keeps nothing of the photograph. This operation needs"
                    + " no API key.";

    private static final String WARNINGS = "What the answer does not keep of the photograph; absent if it keeps all";

    private final Library library;
    private final Mixes mixes;
    private final PhotographGrading grading;
    private final DeliverySettings settings;

    PhotographController(Library library, Mixes mixes, PhotographGrading grading, DeliverySettings settings) {
        this.library = library;
        this.mixes = mixes;
        this.grading = grading;
        this.settings = settings;
    }

    @PostMapping(
            path = "/luts/{id}/apply",
            consumes = {JPEG, PNG, TIFF})
    @Operation(
            operationId = "applyLut",
            summary = "Applies a LUT to a photograph",
            description = DESCRIPTION,
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(mediaType = JPEG, schema = @Schema(type = "string", format = "binary")),
                                @Content(mediaType = PNG, schema = @Schema(type = "string", format = "binary")),
                                @Content(mediaType = TIFF, schema = @Schema(type = "string", format = "binary"))
                            }))
    @ApiResponse(
            responseCode = "200",
            description = "The photograph with the look",
            headers = @Header(name = FileResponses.WARNINGS, description = WARNINGS, schema = @Schema(type = "string")),
            content = {
                @Content(mediaType = JPEG, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = PNG, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = TIFF, schema = @Schema(type = "string", format = "binary"))
            })
    @ApiResponse(
            responseCode = "404",
            description = "There is no such LUT or model, the model does not hold the LUT, or its source was deleted")
    void apply(
            @LutId @PathVariable String id,
            @Strength @RequestParam(defaultValue = "1") float strength,
            @Quality @RequestParam(required = false) @Nullable Integer quality,
            @Model @RequestParam(required = false) @Nullable String model,
            @From @RequestParam(required = false) @Nullable String from,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotSupportedException {
        new DeliveryParameters(settings)
                .checkStrength(strength)
                .checkFrom(from, model)
                .checkQuality(quality)
                .check();
        send(new WantedLut(id, strength, model, from).find(library), strength, quality, request, response);
    }

    @PostMapping(
            path = "/luts/blend/apply",
            consumes = {JPEG, PNG, TIFF})
    @Operation(
            operationId = "applyBlend",
            summary = "Applies a blend of LUTs to a photograph",
            description = DESCRIPTION,
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(mediaType = JPEG, schema = @Schema(type = "string", format = "binary")),
                                @Content(mediaType = PNG, schema = @Schema(type = "string", format = "binary")),
                                @Content(mediaType = TIFF, schema = @Schema(type = "string", format = "binary"))
                            }))
    @ApiResponse(
            responseCode = "200",
            description = "The photograph with the blend",
            headers = @Header(name = FileResponses.WARNINGS, description = WARNINGS, schema = @Schema(type = "string")),
            content = {
                @Content(mediaType = JPEG, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = PNG, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = TIFF, schema = @Schema(type = "string", format = "binary"))
            })
    void applyBlend(
            @Mix @RequestParam String mix,
            @Space @RequestParam(defaultValue = OUTPUT) String space,
            @Strength @RequestParam(defaultValue = "1") float strength,
            @Quality @RequestParam(required = false) @Nullable Integer quality,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotSupportedException {
        new DeliveryParameters(settings)
                .checkStrength(strength)
                .checkQuality(quality)
                .check();
        send(mixes.parse(mix, space), strength, quality, request, response);
    }

    private void send(
            ColorMap subject,
            float strength,
            @Nullable Integer quality,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotSupportedException {
        var wanted = new PhotographRequest(
                subject,
                strength,
                quality == null ? 0 : quality,
                type(request.getContentType()),
                request.getInputStream(),
                request.getContentLengthLong());
        grading.grade(wanted, ClientAddress.client(request.getRemoteAddr()), warnings -> () -> {
            response.setContentType(wanted.type().mediaType());
            response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    Attachment.of(wanted.fileName(subject.name()), wanted.fileName(subject.title())));
            FileResponses.warn(warnings, response);
            return response.getOutputStream();
        });
    }

    /** The type of a body, without its parameters. */
    private static ImageType type(String contentType) throws HttpMediaTypeNotSupportedException {
        MediaType declared = MediaType.parseMediaType(contentType);
        return Arrays.stream(ImageType.values())
                .filter(type -> declared.equalsTypeAndSubtype(MediaType.parseMediaType(type.mediaType())))
                .findFirst()
                .orElseThrow(() -> new HttpMediaTypeNotSupportedException(declared, TYPES));
    }
}
