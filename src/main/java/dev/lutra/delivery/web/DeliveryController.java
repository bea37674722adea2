package dev.lutra.delivery.web;

import dev.lutra.delivery.ColorMap;
import dev.lutra.delivery.DeliverySettings;
import dev.lutra.delivery.Original;
import dev.lutra.delivery.web.AnswerDocs.Busy;
import dev.lutra.delivery.web.AnswerDocs.NotFound;
import dev.lutra.delivery.web.AnswerDocs.NotModified;
import dev.lutra.delivery.web.AnswerDocs.OutOfRange;
import dev.lutra.delivery.web.ParameterDocs.Bytes;
import dev.lutra.delivery.web.ParameterDocs.Depth;
import dev.lutra.delivery.web.ParameterDocs.From;
import dev.lutra.delivery.web.ParameterDocs.LutId;
import dev.lutra.delivery.web.ParameterDocs.Model;
import dev.lutra.delivery.web.ParameterDocs.NumberDepth;
import dev.lutra.delivery.web.ParameterDocs.Resolution;
import dev.lutra.delivery.web.ParameterDocs.SquareResolution;
import dev.lutra.delivery.web.ParameterDocs.Strength;
import dev.lutra.format.InvalidOptions;
import dev.lutra.format.LutFormat;
import dev.lutra.format.LutFormats;
import dev.lutra.format.LutLayout;
import dev.lutra.format.WriteLimits;
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
@NotModified
@NotFound
@OutOfRange
@Busy
class DeliveryController {

    private static final String DELTA_E =
            "ΔE76 against the source over the gamut, for example mean=0.43, p99=1.7, max=4.2; absent if it is unknown,"
                    + " for example at a strength below 1";

    private static final String WARNINGS = "What the file does not hold of the LUT; absent if it holds everything";

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
            headers = {
                @Header(name = FileResponses.DELTA_E, description = DELTA_E, schema = @Schema(type = "string")),
                @Header(name = FileResponses.WARNINGS, description = WARNINGS, schema = @Schema(type = "string"))
            },
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
            @Parameter(
                            description =
                                    "The program that reads the file: adobe writes DOMAIN_MIN and DOMAIN_MAX, and samples"
                                            + " a shaper; resolve writes LUT_3D_INPUT_RANGE, and keeps a shaper",
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"adobe", "resolve"},
                                            defaultValue = "adobe"),
                            example = "resolve")
                    @RequestParam(required = false)
                    @Nullable
                    String dialect,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var wanted = new WantedLut(id, strength, model, from);
        send(wanted, LutFormats.CUBE, new WriteOptions(res, null, null, dialect, null), request, response);
    }

    @GetMapping("/luts/{id}.{format:" + LutFormats.OTHER_EXTENSIONS + "}")
    @Operation(
            operationId = "getLutFile",
            summary = "Returns a LUT as a file of another format",
            description =
                    "docs/formats.md says what each format holds. Of formats that are only read, the uploaded file"
                            + " itself is returned with from=source.")
    @ApiResponse(
            responseCode = "200",
            description = "The file, compressed with gzip if it is text and the client accepts it",
            headers = {
                @Header(name = FileResponses.DELTA_E, description = DELTA_E, schema = @Schema(type = "string")),
                @Header(name = FileResponses.WARNINGS, description = WARNINGS, schema = @Schema(type = "string"))
            },
            content = @Content(mediaType = "*/*", schema = @Schema(type = "string", format = "binary")))
    void file(
            @LutId @PathVariable String id,
            @Parameter(
                            description = "The extension of the format",
                            schema = @Schema(type = "string", pattern = LutFormats.OTHER_EXTENSIONS),
                            example = "clf")
                    @PathVariable
                    String format,
            @Resolution @RequestParam(required = false) @Nullable Integer res,
            @Parameter(description = "The program that reads the file: flame or lustre, for 3dl", example = "lustre")
                    @RequestParam(required = false)
                    @Nullable
                    String dialect,
            @NumberDepth @RequestParam(required = false) @Nullable Integer depth,
            @Bytes @RequestParam(required = false) @Nullable Integer bytes,
            @Strength @RequestParam(defaultValue = "1") float strength,
            @Model @RequestParam(required = false) @Nullable String model,
            @From @RequestParam(required = false) @Nullable String from,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var wanted = new WantedLut(id, strength, model, from);
        LutFormat known = LutFormats.ofFile("." + format).orElseThrow();
        send(wanted, known, new WriteOptions(res, null, depth, dialect, null, bytes), request, response);
    }

    @GetMapping("/luts/{id}.png")
    @Operation(operationId = "getLutHald", summary = "Returns a LUT as a Hald image, or in another layout")
    @ApiResponse(
            responseCode = "200",
            description = "The image",
            headers = {
                @Header(name = FileResponses.DELTA_E, description = DELTA_E, schema = @Schema(type = "string")),
                @Header(name = FileResponses.WARNINGS, description = WARNINGS, schema = @Schema(type = "string"))
            },
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
            @Parameter(
                            description =
                                    "The arrangement of the lattice: hald; strip, as in Unity (1024x32); unreal (256x16);"
                                            + " tiles, as in OBS and GPUImage (512x512)",
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"hald", "strip", "unreal", "tiles"},
                                            defaultValue = "hald"),
                            example = "strip")
                    @RequestParam(required = false)
                    @Nullable
                    String layout,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var wanted = new WantedLut(id, strength, model, from);
        send(wanted, LutFormats.HALD_PNG, new WriteOptions(res, level, depth, null, layout), request, response);
    }

    private void send(
            WantedLut wanted,
            LutFormat format,
            WriteOptions options,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var parameters = new DeliveryParameters(settings)
                .checkStrength(wanted.strength())
                .checkFrom(wanted.from(), wanted.model());
        boolean isSource = DeliveryParameters.SOURCE.equals(wanted.from());
        if (isSource && wanted.strength() == 1 && options.equals(WriteOptions.NONE)) {
            parameters.check();
            Optional<Original> original = Original.of(wanted.find(library).lut(), format);
            if (original.isPresent()) {
                answers.send(original.get(), request, response);
                return;
            }
        }
        LutLayout layout = parameters.layout(format, options);
        ColorMap.Single subject = wanted.find(library);
        // Curves alone have a lattice of two points, which is too few to mix them with the identity.
        boolean isOfSourceSize = isSource
                && options.res() == null
                && !format.equals(LutFormats.HALD_PNG)
                && (wanted.strength() == 1 || subject.lut().shaper() == null);
        answers.send(
                subject,
                isOfSourceSize ? layoutOfSource(layout, options, subject.lut()) : layout,
                wanted.strength(),
                request,
                response);
    }

    /**
     * The layout of the size of the uploaded file, so that the answer has all of its points and no others. The usual
     * one remains if the format has no such size, or no place for the shaper or the domain.
     */
    private static LutLayout layoutOfSource(LutLayout usual, WriteOptions options, LibraryLut lut) {
        boolean isHeld =
                (lut.shaper() == null || usual.holdsShaper()) && (lut.inputs().isUnit() || usual.holdsDomain());
        try {
            return isHeld ? usual.format().layout(options.withRes(lut.source().size()), WriteLimits.NONE) : usual;
        } catch (InvalidOptions e) {
            return usual;
        }
    }
}
