package dev.lutra.delivery.web;

import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import dev.lutra.delivery.ColorMap;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Describes the parameters that several operations share. Each annotation describes one parameter. */
interface ParameterDocs {

    /** The LUT. */
    @Parameter(description = "The LUT's slug, or its index in the model", example = "kodak-portra-160")
    @Target(PARAMETER)
    @Retention(RUNTIME)
    @interface LutId {}

    /** The size of the lattice of a file. */
    @Parameter(description = "Points along one edge. The default is that of the format", example = "33")
    @Target(PARAMETER)
    @Retention(RUNTIME)
    @interface Resolution {}

    /** The bits of a number in a file. */
    @Parameter(description = "Bits of a number, for formats that have a choice", example = "16")
    @Target(PARAMETER)
    @Retention(RUNTIME)
    @interface NumberDepth {}

    /** The program that a file is for. */
    @Parameter(description = "The program that reads the file, for cube and 3dl", example = "resolve")
    @Target(PARAMETER)
    @Retention(RUNTIME)
    @interface Dialect {}

    /** The arrangement of a lattice in an image. */
    @Parameter(description = "The arrangement of the lattice in an image, for png", example = "strip")
    @Target(PARAMETER)
    @Retention(RUNTIME)
    @interface Layout {}

    /** The level of a Hald image. */
    @Parameter(description = "Hald level. The default is 8", example = "8")
    @Target(PARAMETER)
    @Retention(RUNTIME)
    @interface Level {}

    /** The size of the lattice in a Hald image. */
    @Parameter(description = "Points along one edge, instead of level. Must be a square number", example = "64")
    @Target(PARAMETER)
    @Retention(RUNTIME)
    @interface SquareResolution {}

    /** The bits of a channel in a Hald image. */
    @Parameter(
            description = "Bits of a channel: 8 or 16",
            schema = @Schema(type = "integer", format = "int32", defaultValue = "8"),
            example = "8")
    @Target(PARAMETER)
    @Retention(RUNTIME)
    @interface Depth {}

    /** A token. */
    @Parameter(description = "The token", example = "LAC-bOYnxc1jx0XeZYJ1qp6tium8Q145mdEZwN291Nc")
    @Target(PARAMETER)
    @Retention(RUNTIME)
    @interface TokenText {}

    /** The length of a token. */
    @Parameter(
            description = "The most bytes of a token; its text has a third more characters",
            schema =
                    @Schema(type = "integer", format = "int32", minimum = "32", maximum = "1024", defaultValue = "120"),
            example = "120")
    @Target(PARAMETER)
    @Retention(RUNTIME)
    @interface Bytes {}

    /** The share of the LUT in the mix of the LUT and the identity. */
    @Parameter(
            description = "Share of the LUT when it is mixed with the identity, linearly in output values",
            schema = @Schema(type = "number", format = "float", minimum = "0", maximum = "1", defaultValue = "1"),
            example = "1")
    @Target(PARAMETER)
    @Retention(RUNTIME)
    @interface Strength {}

    /** The model that answers. */
    @Parameter(description = "Id of the model that answers. The default is the active model", example = "film")
    @Target(PARAMETER)
    @Retention(RUNTIME)
    @interface Model {}

    /** Whether the source or the network without the detail answers. */
    @Parameter(
            description =
                    "What answers: the source, or the network without the detail. By default the model answers if it"
                            + " keeps the accuracy of the LUT, otherwise the source. Without parameters for size,"
                            + " depth and strength, and in the uploaded format, the answer from the source is the"
                            + " uploaded file itself, uncompressed, with its SHA-256 in ETag and Repr-Digest",
            schema =
                    @Schema(
                            type = "string",
                            allowableValues = {DeliveryParameters.SOURCE, ColorMap.Single.NETWORK}),
            example = DeliveryParameters.SOURCE)
    @Target(PARAMETER)
    @Retention(RUNTIME)
    @interface From {}

    /** The method that finds the inverse. */
    @Parameter(
            description =
                    "numeric: a search for the best inverse of the delivered LUT; bijective: a bijective model that"
                            + " runs backwards",
            schema = @Schema(allowableValues = {DeliveryParameters.NUMERIC, DeliveryParameters.BIJECTIVE}))
    @Target(PARAMETER)
    @Retention(RUNTIME)
    @interface Method {}

    /** The LUTs of a blend. */
    @Parameter(
            description = "Slugs or indices of LUTs, each with its weight",
            example = "kodak-portra-160:0.7,fuji-160c:0.3")
    @Target(PARAMETER)
    @Retention(RUNTIME)
    @interface Mix {}

    /** The values that are mixed. */
    @Parameter(
            description = BlendBody.SPACES,
            schema =
                    @Schema(
                            type = "string",
                            allowableValues = {BlendBody.OUTPUT, BlendBody.EMBEDDING},
                            defaultValue = BlendBody.OUTPUT),
            example = BlendBody.OUTPUT)
    @Target(PARAMETER)
    @Retention(RUNTIME)
    @interface Space {}

    /** The quality of a JPEG. */
    @Parameter(
            description =
                    "Quality of a JPEG, 1 to 100. By default the answer has the quantisation tables of the photograph",
            schema = @Schema(type = "integer", format = "int32", minimum = "1", maximum = "100"),
            example = "92")
    @Target(PARAMETER)
    @Retention(RUNTIME)
    @interface Quality {}

    /** The picture of a preview. */
    @Parameter(
            description = "The picture that shows the look",
            schema =
                    @Schema(
                            type = "string",
                            allowableValues = {"landscape", "still-life", "chart"},
                            defaultValue = "landscape"),
            example = "still-life")
    @Target(PARAMETER)
    @Retention(RUNTIME)
    @interface PreviewPicture {}

    /** The width of a preview. */
    @Parameter(
            description = "Width in pixels. The preview is never wider than the picture, which has 1,200",
            schema =
                    @Schema(type = "integer", format = "int32", minimum = "16", maximum = "1600", defaultValue = "320"),
            example = "640")
    @Target(PARAMETER)
    @Retention(RUNTIME)
    @interface PreviewWidth {}
}
