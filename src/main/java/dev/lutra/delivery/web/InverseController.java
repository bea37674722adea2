package dev.lutra.delivery.web;

import static dev.lutra.delivery.web.DeliveryParameters.BIJECTIVE;
import static dev.lutra.delivery.web.DeliveryParameters.NUMERIC;

import dev.lutra.delivery.DeliverySettings;
import dev.lutra.delivery.Inverse;
import dev.lutra.delivery.InverseMeasurements;
import dev.lutra.delivery.Inverses;
import dev.lutra.delivery.web.AnswerDocs.Busy;
import dev.lutra.delivery.web.AnswerDocs.NotModified;
import dev.lutra.delivery.web.ParameterDocs.Depth;
import dev.lutra.delivery.web.ParameterDocs.Level;
import dev.lutra.delivery.web.ParameterDocs.LutId;
import dev.lutra.delivery.web.ParameterDocs.Method;
import dev.lutra.delivery.web.ParameterDocs.SquareResolution;
import dev.lutra.format.LutFormats;
import dev.lutra.format.LutLayout;
import dev.lutra.format.WriteOptions;
import dev.lutra.library.Library;
import dev.lutra.library.LibraryLut;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
@ApiResponse(responseCode = "404", description = "There is no such LUT")
@ApiResponse(responseCode = "422", description = "A parameter is out of range, or no bijective model holds the LUT")
class InverseController {

    private final Library library;
    private final Inverses inverses;
    private final InverseMeasurements measurements;
    private final FileResponses answers;
    private final DeliverySettings settings;

    InverseController(
            Library library,
            Inverses inverses,
            InverseMeasurements measurements,
            FileResponses answers,
            DeliverySettings settings) {
        this.library = library;
        this.inverses = inverses;
        this.measurements = measurements;
        this.answers = answers;
        this.settings = settings;
    }

    @GetMapping(path = "/inverse", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "getInverse",
            summary = "Describes the quality of the inverse of a LUT",
            description = "The round trip is measured on 8-bit outputs of the LUT, the coverage on all colours.")
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "429", description = "Too many inverses are measured at the same time")
    InverseView describe(@LutId @PathVariable String id, @Method @RequestParam(defaultValue = NUMERIC) String method) {
        new DeliveryParameters(settings).checkMethod(method).check();
        Inverse inverse = inverse(id, method);
        return InverseView.of(inverse, measurements.quality(inverse), measurements.table(inverse));
    }

    @GetMapping("/inverse.cube")
    @Operation(operationId = "getInverseCube", summary = "Returns the inverse of a LUT as a .cube file")
    @ApiResponse(
            responseCode = "200",
            description = "The file, compressed with gzip if the client accepts it",
            content = @Content(mediaType = "text/plain", schema = @Schema(type = "string")))
    @NotModified
    @Busy
    void cube(
            @LutId @PathVariable String id,
            @Parameter(
                            description =
                                    "Points along one edge. The default is the smallest number, up to 65, whose round"
                                            + " trip of 8-bit colours has a mean ΔE76 of at most 0.3. getInverse"
                                            + " returns it",
                            example = "33")
                    @RequestParam(required = false)
                    @Nullable
                    Integer res,
            @Method @RequestParam(defaultValue = NUMERIC) String method,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        LutLayout asked =
                new DeliveryParameters(settings).checkMethod(method).layout(LutFormats.CUBE, WriteOptions.ofSize(res));
        Inverse inverse = inverse(id, method);
        LutLayout layout = res != null
                ? asked
                : LutFormats.CUBE.layoutOfSize(measurements.table(inverse).size());
        answers.send(inverse, layout, 1, request, response);
    }

    @GetMapping("/inverse.png")
    @Operation(operationId = "getInverseHald", summary = "Returns the inverse of a LUT as a Hald image")
    @ApiResponse(
            responseCode = "200",
            description = "The image",
            content =
                    @Content(mediaType = FileResponses.PNG_TYPE, schema = @Schema(type = "string", format = "binary")))
    @NotModified
    @Busy
    void png(
            @LutId @PathVariable String id,
            @Level @RequestParam(required = false) @Nullable Integer level,
            @Depth @RequestParam(defaultValue = "8") int depth,
            @SquareResolution @RequestParam(required = false) @Nullable Integer res,
            @Method @RequestParam(defaultValue = NUMERIC) String method,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        LutLayout layout = new DeliveryParameters(settings)
                .checkMethod(method)
                .layout(LutFormats.HALD_PNG, new WriteOptions(res, level, depth));
        answers.send(inverse(id, method), layout, 1, request, response);
    }

    private Inverse inverse(String id, String method) {
        LibraryLut lut = library.find(id, null);
        return method.equals(BIJECTIVE) ? inverses.bijective(lut) : inverses.numeric(lut);
    }
}
