package dev.lutra.delivery.web;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Describes the bodies and answers that several operations share. */
interface AnswerDocs {

    String JPEG = "image/jpeg";
    String PNG = "image/png";
    String TIFF = "image/tiff";

    /** A photograph in, a photograph out. */
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = JPEG, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = PNG, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = TIFF, schema = @Schema(type = "string", format = "binary"))
            })
    @ApiResponse(
            responseCode = "200",
            description = "The photograph with the look",
            headers =
                    @Header(
                            name = FileResponses.WARNINGS,
                            description = "What the answer does not keep of the photograph; absent if it keeps all",
                            schema = @Schema(type = "string")),
            content = {
                @Content(mediaType = JPEG, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = PNG, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = TIFF, schema = @Schema(type = "string", format = "binary"))
            })
    @Target(METHOD)
    @Retention(RUNTIME)
    @interface Photograph {}

    /** A preview. */
    @ApiResponse(
            responseCode = "200",
            description = "The picture with the look",
            content = @Content(mediaType = JPEG, schema = @Schema(type = "string", format = "binary")))
    @Target(METHOD)
    @Retention(RUNTIME)
    @interface Preview {}

    /** The answer to a condition that holds. */
    @ApiResponse(responseCode = "304", description = "The cached answer of the client is current", content = @Content)
    @Target({METHOD, TYPE})
    @Retention(RUNTIME)
    @interface NotModified {}

    /** The answer where there is nothing to deliver. */
    @ApiResponse(
            responseCode = "404",
            description = "There is no such LUT or model, the model does not hold the LUT, or its source was deleted")
    @Target({METHOD, TYPE})
    @Retention(RUNTIME)
    @interface NotFound {}

    /** The answer to parameters that cannot be fulfilled. */
    @ApiResponse(responseCode = "422", description = "A parameter is out of range, or contradicts another one")
    @Target({METHOD, TYPE})
    @Retention(RUNTIME)
    @interface OutOfRange {}

    /** The answer to a blend that cannot be made. */
    @ApiResponse(
            responseCode = "422",
            description = "A LUT does not exist, the LUTs or weights cannot be blended, or a parameter is out of range")
    @Target({METHOD, TYPE})
    @Retention(RUNTIME)
    @interface NoBlend {}

    /** The answer under too much load. */
    @ApiResponse(responseCode = "429", description = "Too many LUTs are computed at the same time")
    @Target({METHOD, TYPE})
    @Retention(RUNTIME)
    @interface Busy {}
}
