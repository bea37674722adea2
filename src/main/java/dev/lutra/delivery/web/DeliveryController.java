package dev.lutra.delivery.web;

import dev.lutra.delivery.ColorMap;
import dev.lutra.delivery.DeliverySettings;
import dev.lutra.delivery.Original;
import dev.lutra.delivery.web.ParameterDocs.Depth;
import dev.lutra.delivery.web.ParameterDocs.From;
import dev.lutra.delivery.web.ParameterDocs.LutId;
import dev.lutra.delivery.web.ParameterDocs.Model;
import dev.lutra.delivery.web.ParameterDocs.SquareResolution;
import dev.lutra.delivery.web.ParameterDocs.Strength;
import dev.lutra.format.LutFormats;
import dev.lutra.format.LutLayout;
import dev.lutra.format.WriteOptions;
import dev.lutra.library.Library;
import dev.lutra.library.LibraryLut;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Profile("api")
@Tag(name = "Files")
@ApiResponse(responseCode = "304", description = "The cached answer of the client is current", content = @Content)
@ApiResponse(
        responseCode = "404",
        description = "There is no such LUT or model, the model does not hold the LUT, or its source was deleted")
@ApiResponse(responseCode = "422", description = "A parameter is out of range, or contradicts another one")
@ApiResponse(responseCode = "429", description = FileResponses.BUSY)
class DeliveryController {

    private static final String DELTA_E =
            "ΔE76 against the source over the gamut, for example mean=0.43, p99=1.7, max=4.2; absent if it is unknown,"
                    + " for example at a strength below 1";

    private final Library library;
    private final FileResponses answers;
    private final DeliverySettings settings;

    DeliveryController(Library library, FileResponses answers, DeliverySettings settings) {
        this.library = library;
        this.answers = answers;
        this.settings = settings;
    }

    @GetMapping("/luts/{id}.cube")
    @Operation(operationId = "getLutCube", summary = "Returns a LUT as a .cube file")
    @ApiResponse(
            responseCode = "200",
            description = "The file, compressed with gzip if the client accepts it",
            headers = @Header(name = FileResponses.DELTA_E, description = DELTA_E, schema = @Schema(type = "string")),
            content = @Content(mediaType = "text/plain", schema = @Schema(type = "string")))
    void cube(
            @LutId @PathVariable String id,
            @Parameter(
                            description =
                                    "Points along one edge. The default is 33; with from=source it is the size of the"
                                            + " source. The settings of the server may permit up to 256",
                            schema = @Schema(type = "integer", minimum = "2", maximum = "129"),
                            example = "33")
                    @RequestParam(required = false)
                    @Nullable
                    Integer res,
            @Strength @RequestParam(defaultValue = "1") float strength,
            @Model @RequestParam(required = false) @Nullable String model,
            @From @RequestParam(required = false) @Nullable String from,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        LutLayout layout = new DeliveryParameters(settings)
                .checkStrength(strength)
                .checkFrom(from, model)
                .layout(LutFormats.CUBE, WriteOptions.ofSize(res));
        ColorMap.Single subject = find(id, model, from);
        if (res == null && DeliveryParameters.SOURCE.equals(from)) {
            // The size of the uploaded file, so that the answer has all of its points and no others.
            layout = LutFormats.CUBE.layoutOfSize(subject.lut().source().size());
        }
        boolean plain = res == null && strength == 1;
        send(subject, layout, strength, plain, request, response);
    }

    @GetMapping("/luts/{id}.png")
    @Operation(operationId = "getLutHald", summary = "Returns a LUT as a Hald image")
    @ApiResponse(
            responseCode = "200",
            description = "The image",
            headers = @Header(name = FileResponses.DELTA_E, description = DELTA_E, schema = @Schema(type = "string")),
            content =
                    @Content(mediaType = FileResponses.PNG_TYPE, schema = @Schema(type = "string", format = "binary")))
    void png(
            @LutId @PathVariable String id,
            @Parameter(
                            description =
                                    "Hald level. The default is 8 if res is also absent. The image has level³ pixels"
                                            + " along each side and contains level² points along each edge of the LUT."
                                            + " The settings of the server may permit up to 16",
                            schema = @Schema(type = "integer", minimum = "2", maximum = "12"),
                            example = "8")
                    @RequestParam(required = false)
                    @Nullable
                    Integer level,
            @Depth @RequestParam(required = false) @Nullable Integer depth,
            @SquareResolution @RequestParam(required = false) @Nullable Integer res,
            @Strength @RequestParam(defaultValue = "1") float strength,
            @Model @RequestParam(required = false) @Nullable String model,
            @From @RequestParam(required = false) @Nullable String from,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        LutLayout layout = new DeliveryParameters(settings)
                .checkStrength(strength)
                .checkFrom(from, model)
                .layout(LutFormats.HALD_PNG, new WriteOptions(res, level, depth));
        ColorMap.Single subject = find(id, model, from);
        boolean plain = level == null && res == null && depth == null && strength == 1;
        send(subject, layout, strength, plain, request, response);
    }

    /** @param plain whether no parameter changes the values or the layout of the source */
    private void send(
            ColorMap.Single subject,
            LutLayout layout,
            float strength,
            boolean plain,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Optional<Original> original = Optional.of(subject)
                .filter(asked ->
                        plain && asked.lut().encoding().isEmpty() && DeliveryParameters.SOURCE.equals(asked.from()))
                .flatMap(asked -> Original.of(asked.lut(), layout.format()));
        if (original.isPresent()) {
            answers.send(original.get(), request, response);
        } else {
            answers.send(subject, layout, strength, request, response);
        }
    }

    private ColorMap.Single find(String id, @Nullable String model, @Nullable String from) {
        if (from == null) {
            return new ColorMap.Single(library.find(id, model), model);
        }
        LibraryLut lut =
                from.equals(DeliveryParameters.SOURCE) ? library.find(id, null).fromSource() : library.bare(id, model);
        return new ColorMap.Single(lut, from);
    }
}
