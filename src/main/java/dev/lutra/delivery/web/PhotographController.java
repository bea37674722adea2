package dev.lutra.delivery.web;

import static dev.lutra.delivery.web.BlendBody.OUTPUT;

import dev.lutra.delivery.ColorMap;
import dev.lutra.delivery.DeliverySettings;
import dev.lutra.delivery.PhotographGrading;
import dev.lutra.delivery.PhotographRequest;
import dev.lutra.delivery.web.AnswerDocs.NotFound;
import dev.lutra.delivery.web.AnswerDocs.Photograph;
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

    private static final List<MediaType> TYPES = Arrays.stream(ImageType.values())
            .map(type -> MediaType.parseMediaType(type.mediaType()))
            .toList();

    private static final String DESCRIPTION =
            "The body is the photograph: JPEG, PNG or TIFF, with 8 or 16 bits. The answer has the same type, depth, size,"
                    + " transparency, profile and orientation. The look is applied to the values of the file, whatever"
                    + " its profile, and over 0 to 1. The service keeps nothing of the photograph. This operation needs"
                    + " no API key.";

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
            consumes = {AnswerDocs.JPEG, AnswerDocs.PNG, AnswerDocs.TIFF})
    @Operation(operationId = "applyLut", summary = "Applies a LUT to a photograph", description = DESCRIPTION)
    @Photograph
    @NotFound
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
            consumes = {AnswerDocs.JPEG, AnswerDocs.PNG, AnswerDocs.TIFF})
    @Operation(
            operationId = "applyBlend",
            summary = "Applies a blend of LUTs to a photograph",
            description = DESCRIPTION)
    @Photograph
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
