package dev.lutra.delivery.web;

import dev.lutra.color.Fidelity;
import dev.lutra.color.Figure;
import dev.lutra.delivery.DeliverySettings;
import dev.lutra.delivery.Inverse;
import dev.lutra.delivery.Inverses;
import dev.lutra.delivery.LutRequest;
import dev.lutra.delivery.Rendering;
import dev.lutra.delivery.TableQuality;
import dev.lutra.library.Library;
import dev.lutra.library.LibraryLut;
import dev.lutra.network.decode.InverseQuality;
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

    private static final String NUMERIC = "numeric";
    private static final String BIJECTIVE = "bijective";
    private static final String METHOD =
            "numeric: searched for in what is delivered, the closest; bijective: by a bijective model run backwards";
    private static final String REFUSED = "A parameter is out of range, or no bijective model holds the LUT";

    private final Library library;
    private final Inverses inverses;
    private final FileResponses answers;
    private final DeliverySettings settings;

    InverseController(Library library, Inverses inverses, FileResponses answers, DeliverySettings settings) {
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
    @ApiResponse(responseCode = "422", description = REFUSED)
    @ApiResponse(responseCode = "429", description = "Too many inverses are being measured")
    InverseView describe(
            @Parameter(description = "The LUT's slug, or its index in the model", example = "kodak-portra-160")
                    @PathVariable
                    String id,
            @Parameter(description = METHOD, schema = @Schema(allowableValues = {NUMERIC, BIJECTIVE}))
                    @RequestParam(defaultValue = NUMERIC)
                    String method) {
        new DeliveryParameters(settings).checkMethod(method).check();
        Inverse inverse = inverse(id, method);
        return InverseView.of(inverse, inverses.quality(inverse), inverses.table(inverse));
    }

    private Inverse inverse(String id, String method) {
        LibraryLut lut = library.find(id, null);
        return method.equals(BIJECTIVE) ? inverses.bijective(lut) : inverses.numeric(lut);
    }

    @GetMapping("/inverse.cube")
    @Operation(operationId = "getInverseCube", summary = "Gives the inverse of a LUT as a .cube file")
    @ApiResponse(
            responseCode = "200",
            description = "The file, gzipped if the client takes that",
            content = @Content(mediaType = "text/plain", schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "304", description = "The client has it already", content = @Content)
    @ApiResponse(responseCode = "404", description = "There is no such LUT")
    @ApiResponse(responseCode = "422", description = REFUSED)
    @ApiResponse(responseCode = "429", description = FileResponses.BUSY)
    void cube(
            @Parameter(description = "The LUT's slug, or its index in the model", example = "kodak-portra-160")
                    @PathVariable
                    String id,
            @Parameter(
                            description =
                                    "Points along one edge; if left out, as few as bring 8-bit colours back to within"
                                            + " a mean ΔE76 of 0.3, 65 at most: see getInverse",
                            example = "33")
                    @RequestParam(required = false)
                    @Nullable
                    Integer res,
            @Parameter(description = METHOD, schema = @Schema(allowableValues = {NUMERIC, BIJECTIVE}))
                    @RequestParam(defaultValue = NUMERIC)
                    String method,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        DeliveryParameters parameters = new DeliveryParameters(settings).checkMethod(method);
        if (res != null) {
            parameters.checkResolution(res);
        }
        parameters.check();
        Inverse inverse = inverse(id, method);
        Rendering rendering =
                new Rendering.Cube(res != null ? res : inverses.table(inverse).size());
        boolean gzip = answers.takesGzip(request, response);
        answers.send(new LutRequest(inverse, rendering, 1, gzip), request, response);
    }

    @GetMapping("/inverse.png")
    @Operation(operationId = "getInverseHald", summary = "Gives the inverse of a LUT as a Hald image")
    @ApiResponse(
            responseCode = "200",
            description = "The image",
            content =
                    @Content(mediaType = FileResponses.PNG_TYPE, schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "304", description = "The client has it already", content = @Content)
    @ApiResponse(responseCode = "404", description = "There is no such LUT")
    @ApiResponse(responseCode = "422", description = REFUSED)
    @ApiResponse(responseCode = "429", description = FileResponses.BUSY)
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
            @Parameter(description = METHOD, schema = @Schema(allowableValues = {NUMERIC, BIJECTIVE}))
                    @RequestParam(defaultValue = NUMERIC)
                    String method,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Rendering rendering =
                new DeliveryParameters(settings).checkMethod(method).hald(level, res, depth);
        Inverse inverse = inverse(id, method);
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
                    allowableValues = {BIJECTIVE, NUMERIC})
            String method,

            @Schema(description = "The bijective model; null if the inverse is searched for") @Nullable
            String model,

            @Schema(description = "Between 8-bit outputs of the LUT and what it makes of their inverses")
            RoundTrip roundTrip,

            @Schema(description = "Points along one edge that the .cube file has by default", example = "33")
            int res,

            @Schema(description = "The same through that file, looked up tetrahedrally")
            RoundTrip tableRoundTrip,

            @Schema(description = "Share of all colours that the LUT can produce, to within ΔE76 1", example = "0.62")
            double coverage,

            Map<String, String> links) {

        record RoundTrip(Fidelity.Statistics deltaE76) {}

        static InverseView of(Inverse inverse, InverseQuality quality, TableQuality table) {
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
                    table.size(),
                    new RoundTrip(table.roundTrip().rounded()),
                    Figure.of(quality.coverage()),
                    links(inverse));
        }

        private static Map<String, String> links(Inverse inverse) {
            String self = "/luts/" + inverse.lut().id() + "/inverse";
            Map<String, String> links = new LinkedHashMap<>();
            String method = inverse.bijective() == null ? "" : "?method=" + BIJECTIVE;
            links.put("self", self + method);
            links.put("cube", self + ".cube" + method);
            links.put("png", self + ".png" + method);
            return links;
        }
    }
}
