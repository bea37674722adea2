package dev.lutra.delivery.web;

import dev.lutra.color.Fidelity;
import dev.lutra.color.Figure;
import dev.lutra.delivery.DeliverySettings;
import dev.lutra.delivery.Inverse;
import dev.lutra.delivery.Inverses;
import dev.lutra.delivery.LutRequest;
import dev.lutra.delivery.Rendering;
import dev.lutra.library.Library;
import dev.lutra.network.InverseQuality;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Profile("api")
@RequestMapping("/luts/{id}")
@Tag(name = "Inverses")
class InverseController {

    private final Library library;
    private final Inverses inverses;
    private final Answers answers;
    private final DeliverySettings settings;

    InverseController(Library library, Inverses inverses, Answers answers, DeliverySettings settings) {
        this.library = library;
        this.inverses = inverses;
        this.answers = answers;
        this.settings = settings;
    }

    @GetMapping(path = "/inverse", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "getInverse",
            summary = "Tells how good the inverse of a LUT is",
            description = "Measured on the LUT's own 8-bit outputs, and on all colours for the coverage.")
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "404", description = "There is no such LUT")
    @ApiResponse(responseCode = "429", description = "Too many inverses are being measured")
    InverseView describe(
            @Parameter(description = "The LUT's slug, or its index in the model", example = "kodak-portra-160")
                    @PathVariable
                    String id) {
        Inverse inverse = inverses.of(library.find(id, null));
        return InverseView.of(inverse, inverses.quality(inverse));
    }

    @GetMapping("/inverse.cube")
    @Operation(operationId = "getInverseCube", summary = "Gives the inverse of a LUT as a .cube file")
    @ApiResponse(
            responseCode = "200",
            description = "The file, gzipped if the client takes that",
            content = @Content(mediaType = "text/plain", schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "304", description = "The client has it already", content = @Content)
    @ApiResponse(responseCode = "404", description = "There is no such LUT")
    @ApiResponse(responseCode = "422", description = "A parameter is out of range")
    @ApiResponse(responseCode = "429", description = Answers.BUSY)
    void cube(
            @Parameter(description = "The LUT's slug, or its index in the model", example = "kodak-portra-160")
                    @PathVariable
                    String id,
            @Parameter(description = "Points along one edge", example = "33") @RequestParam(defaultValue = "33")
                    int res,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Rendering rendering = new DeliveryParameters(settings).cube(res);
        Inverse inverse = inverses.of(library.find(id, null));
        boolean gzip = answers.takesGzip(request, response);
        answers.send(new LutRequest(inverse, rendering, 1, gzip), request, response);
    }

    @GetMapping("/inverse.png")
    @Operation(operationId = "getInverseHald", summary = "Gives the inverse of a LUT as a Hald image")
    @ApiResponse(
            responseCode = "200",
            description = "The image",
            content = @Content(mediaType = Answers.PNG_TYPE, schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "304", description = "The client has it already", content = @Content)
    @ApiResponse(responseCode = "404", description = "There is no such LUT")
    @ApiResponse(responseCode = "422", description = "A parameter is out of range")
    @ApiResponse(responseCode = "429", description = Answers.BUSY)
    void png(
            @Parameter(description = "The LUT's slug, or its index in the model", example = "kodak-portra-160")
                    @PathVariable
                    String id,
            @Parameter(description = "Hald level; 8 if left out", example = "8")
                    @RequestParam(required = false)
                    @Nullable
                    Integer level,
            @Parameter(description = "Bits of a channel: 8 or 16", example = "8") @RequestParam(defaultValue = "8")
                    int depth,
            @Parameter(description = "Points along one edge, in place of level; a square number", example = "64")
                    @RequestParam(required = false)
                    @Nullable
                    Integer res,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Rendering rendering = new DeliveryParameters(settings).hald(level, res, depth);
        Inverse inverse = inverses.of(library.find(id, null));
        answers.send(new LutRequest(inverse, rendering, 1, false), request, response);
    }

    /**
     * How good an inverse is.
     *
     * @param model the bijective model that is run backwards; null if the inverse is searched for
     */
    @Schema(name = "Inverse", description = "How good the inverse of a LUT is")
    record InverseView(
            @Schema(example = "kodak-portra-160") String id,

            @Schema(
                    description = "bijective: a network run backwards; numeric: found by search",
                    allowableValues = {"bijective", "numeric"})
            String method,

            @Schema(description = "The bijective model; null if the inverse is searched for") @Nullable
            String model,

            @Schema(description = "Between 8-bit outputs of the LUT and what it makes of their inverses")
            RoundTrip roundTrip,

            @Schema(description = "Share of all colours that the LUT can produce, to within ΔE76 1", example = "0.62")
            double coverage,

            Map<String, String> links) {

        record RoundTrip(Fidelity.Statistics deltaE76) {}

        static InverseView of(Inverse inverse, InverseQuality quality) {
            return new InverseView(
                    inverse.lut().id(),
                    quality.method().name().toLowerCase(Locale.ROOT),
                    inverse.bijective() == null
                            ? null
                            : inverse.bijective()
                                    .encoding()
                                    .orElseThrow()
                                    .model()
                                    .id(),
                    new RoundTrip(quality.roundTrip().rounded()),
                    Figure.of(quality.coverage()),
                    links(inverse));
        }

        private static Map<String, String> links(Inverse inverse) {
            String self = "/luts/" + inverse.lut().id() + "/inverse";
            Map<String, String> links = new LinkedHashMap<>();
            links.put("self", self);
            links.put("cube", self + ".cube");
            links.put("png", self + ".png");
            return links;
        }
    }
}
