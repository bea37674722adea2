package dev.lutra.delivery.web;

import static dev.lutra.delivery.web.BlendBody.OUTPUT;

import dev.lutra.delivery.Blend;
import dev.lutra.delivery.BlendBuilder;
import dev.lutra.delivery.ColorMap;
import dev.lutra.delivery.DeliverySettings;
import dev.lutra.delivery.web.AnswerDocs.Busy;
import dev.lutra.delivery.web.AnswerDocs.NoBlend;
import dev.lutra.delivery.web.AnswerDocs.NotModified;
import dev.lutra.delivery.web.ParameterDocs.Depth;
import dev.lutra.delivery.web.ParameterDocs.Level;
import dev.lutra.delivery.web.ParameterDocs.Mix;
import dev.lutra.delivery.web.ParameterDocs.Space;
import dev.lutra.delivery.web.ParameterDocs.SquareResolution;
import dev.lutra.format.LutFormats;
import dev.lutra.format.LutLayout;
import dev.lutra.format.WriteOptions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Profile("api")
@Tag(name = "Blends")
@NoBlend
@Busy
class BlendController {

    private static final String SPACE = "Lutra-Blend";
    private static final String SPACE_MEANING =
            "output: Lutra mixed the output values of the LUTs; embedding: it mixed their embeddings; none: one LUT had"
                    + " all the weight";

    private static final String DESCRIPTION =
            "Lutra scales the weights to the sum 1. A blend is the weighted mean of the outputs of up to 16 LUTs, as"
                    + " layers with these opacities show. With space=embedding Lutra mixes the embeddings of any"
                    + " number of LUTs of one model, and the network makes a new look from them. The header"
                    + " Lutra-Blend says which of the two happened.";

    private final Mixes mixes;
    private final FileResponses answers;
    private final DeliverySettings settings;

    BlendController(Mixes mixes, FileResponses answers, DeliverySettings settings) {
        this.mixes = mixes;
        this.answers = answers;
        this.settings = settings;
    }

    @GetMapping("/luts/blend.cube")
    @Operation(
            operationId = "getBlendCube",
            summary = "Returns a blend of LUTs as a .cube file",
            description = DESCRIPTION)
    @ApiResponse(
            responseCode = "200",
            description = "The file, compressed with gzip if the client accepts it",
            headers = @Header(name = SPACE, description = SPACE_MEANING, schema = @Schema(type = "string")),
            content = @Content(mediaType = "text/plain", schema = @Schema(type = "string")))
    @NotModified
    void cube(
            @Mix @RequestParam String mix,
            @Parameter(description = "Points along one edge", example = "33") @RequestParam(defaultValue = "33")
                    int res,
            @Space @RequestParam(defaultValue = OUTPUT) String space,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        send(
                mixes.parse(mix, space),
                new DeliveryParameters(settings).layout(LutFormats.CUBE, WriteOptions.ofSize(res)),
                request,
                response);
    }

    @GetMapping("/luts/blend.png")
    @Operation(
            operationId = "getBlendHald",
            summary = "Returns a blend of LUTs as a Hald image",
            description = DESCRIPTION)
    @ApiResponse(
            responseCode = "200",
            description = "The image",
            headers = @Header(name = SPACE, description = SPACE_MEANING, schema = @Schema(type = "string")),
            content =
                    @Content(mediaType = FileResponses.PNG_TYPE, schema = @Schema(type = "string", format = "binary")))
    @NotModified
    void png(
            @Mix @RequestParam String mix,
            @Level @RequestParam(required = false) @Nullable Integer level,
            @Depth @RequestParam(defaultValue = "8") int depth,
            @SquareResolution @RequestParam(required = false) @Nullable Integer res,
            @Space @RequestParam(defaultValue = OUTPUT) String space,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        send(
                mixes.parse(mix, space),
                new DeliveryParameters(settings).layout(LutFormats.HALD_PNG, new WriteOptions(res, level, depth)),
                request,
                response);
    }

    @PostMapping(path = "/luts/blend", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "blendLuts",
            summary = "Returns a blend of LUTs as a file",
            description = DESCRIPTION + " This operation needs no API key.")
    @ApiResponse(
            responseCode = "200",
            description = "The file",
            headers = @Header(name = SPACE, description = SPACE_MEANING, schema = @Schema(type = "string")),
            content = {
                @Content(mediaType = "text/plain", schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = FileResponses.PNG_TYPE, schema = @Schema(type = "string", format = "binary"))
            })
    void blend(@Valid @RequestBody BlendBody body, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        BlendBuilder mix = mixes.of(body.space() == null ? OUTPUT : body.space());
        body.weights().forEach((id, weight) -> mix.add("weights." + id, id, weight));
        String format = body.format() == null ? LutFormats.CUBE.name() : body.format();
        LutLayout layout = new DeliveryParameters(settings)
                .layout(
                        format,
                        new WriteOptions(body.res(), body.level(), body.depth(), body.dialect(), body.layout()));
        send(mix.subject("weights"), layout, request, response);
    }

    private void send(ColorMap subject, LutLayout layout, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader(
                SPACE, subject instanceof Blend blend ? blend.space().name().toLowerCase(Locale.ROOT) : "none");
        answers.send(subject, layout, 1, request, response);
    }
}
