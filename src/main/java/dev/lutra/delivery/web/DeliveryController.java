package dev.lutra.delivery.web;

import dev.lutra.delivery.Delivery;
import dev.lutra.delivery.DeliverySettings;
import dev.lutra.delivery.LutRequest;
import dev.lutra.delivery.Rendering;
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
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** Writes to the response itself: one way for answers from memory and streamed ones, 304 and HEAD. */
@RestController
@Profile("api")
@Tag(name = "Files")
class DeliveryController {

    /** There is no registered type; as text, browsers and tools show it. */
    private static final String CUBE_TYPE = "text/plain;charset=UTF-8";

    private static final String PNG_TYPE = "image/png";

    private final Library library;
    private final Delivery delivery;
    private final DeliverySettings settings;

    DeliveryController(Library library, Delivery delivery, DeliverySettings settings) {
        this.library = library;
        this.delivery = delivery;
        this.settings = settings;
    }

    @GetMapping("/luts/{id}.cube")
    @Operation(summary = "Gives a LUT as a .cube file")
    @ApiResponse(
            responseCode = "200",
            description = "The file, gzipped if the client takes that",
            content = @Content(mediaType = "text/plain", schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "304", description = "The client has it already", content = @Content)
    void cube(
            @Parameter(description = "The LUT's slug, or its index in the model", example = "kodak-portra-160")
                    @PathVariable
                    String id,
            @Parameter(
                            description = "Points along one edge; the server's settings may allow up to 256",
                            schema = @Schema(type = "integer", minimum = "2", maximum = "129", defaultValue = "33"),
                            example = "33")
                    @RequestParam(defaultValue = "33")
                    int res,
            @Parameter(
                            description = "How much of the LUT is mixed with the identity, linearly in output values",
                            schema = @Schema(type = "number", minimum = "0", maximum = "1", defaultValue = "1"),
                            example = "1")
                    @RequestParam(defaultValue = "1")
                    float strength,
            @Parameter(description = "Id of a model; the active one if left out", example = "film")
                    @RequestParam(required = false)
                    @Nullable
                    String model,
            @Parameter(
                            description = "What answers: the model that holds it if there is one, or the source",
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"source"}),
                            example = "source")
                    @RequestParam(required = false)
                    @Nullable
                    String from,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Rendering rendering = new DeliveryParameters(settings)
                .checkStrength(strength)
                .checkFrom(from, model)
                .cube(res);
        LibraryLut lut = find(id, model, from);
        boolean gzip = AcceptEncoding.allowsGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        answer(new LutRequest(lut, rendering, strength, gzip), CUBE_TYPE, request, response);
    }

    @GetMapping("/luts/{id}.png")
    @Operation(summary = "Gives a LUT as a Hald image")
    @ApiResponse(
            responseCode = "200",
            description = "The image",
            content = @Content(mediaType = PNG_TYPE, schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "304", description = "The client has it already", content = @Content)
    void png(
            @Parameter(description = "The LUT's slug, or its index in the model", example = "kodak-portra-160")
                    @PathVariable
                    String id,
            @Parameter(
                            description =
                                    "Hald level: the image has level³ pixels a side and holds level² points an edge;"
                                            + " the server's settings may allow up to 16",
                            schema = @Schema(type = "integer", minimum = "2", maximum = "12", defaultValue = "8"),
                            example = "8")
                    @RequestParam(required = false)
                    @Nullable
                    Integer level,
            @Parameter(
                            description = "Bits of a channel",
                            schema =
                                    @Schema(
                                            type = "integer",
                                            allowableValues = {"8", "16"},
                                            defaultValue = "8"),
                            example = "8")
                    @RequestParam(defaultValue = "8")
                    int depth,
            @Parameter(description = "Points along one edge, in place of level; a square number", example = "64")
                    @RequestParam(required = false)
                    @Nullable
                    Integer res,
            @Parameter(
                            description = "How much of the LUT is mixed with the identity, linearly in output values",
                            schema = @Schema(type = "number", minimum = "0", maximum = "1", defaultValue = "1"),
                            example = "1")
                    @RequestParam(defaultValue = "1")
                    float strength,
            @Parameter(description = "Id of a model; the active one if left out", example = "film")
                    @RequestParam(required = false)
                    @Nullable
                    String model,
            @Parameter(
                            description = "What answers: the model that holds it if there is one, or the source",
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"source"}),
                            example = "source")
                    @RequestParam(required = false)
                    @Nullable
                    String from,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Rendering rendering = new DeliveryParameters(settings)
                .checkStrength(strength)
                .checkFrom(from, model)
                .hald(level, res, depth);
        LibraryLut lut = find(id, model, from);
        answer(new LutRequest(lut, rendering, strength, false), PNG_TYPE, request, response);
    }

    private LibraryLut find(String id, @Nullable String model, @Nullable String from) {
        LibraryLut lut = library.find(id, model);
        return from == null ? lut : lut.fromSource();
    }

    private void answer(LutRequest wanted, String type, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (new ServletWebRequest(request, response).checkNotModified(delivery.etag(wanted))) {
            allowCaching(response);
        } else if ("HEAD".equals(request.getMethod())) {
            describe(wanted, type, response);
        } else if (delivery.isStreamed(wanted)) {
            delivery.stream(wanted, () -> {
                describe(wanted, type, response);
                return response.getOutputStream();
            });
        } else {
            byte[] bytes = delivery.bytes(wanted);
            describe(wanted, type, response);
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }
    }

    /** Only once there is an answer: a problem in its place must not carry these headers. */
    private void describe(LutRequest wanted, String type, HttpServletResponse response) {
        allowCaching(response);
        String fileName = wanted.rendering().fileName(wanted.lut().id());
        response.setContentType(type);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(fileName).build().toString());
        if (wanted.gzip()) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
    }

    private void allowCaching(HttpServletResponse response) {
        var caching = CacheControl.maxAge(settings.maxAge()).cachePublic().mustRevalidate();
        response.setHeader(HttpHeaders.CACHE_CONTROL, caching.getHeaderValue());
    }
}
