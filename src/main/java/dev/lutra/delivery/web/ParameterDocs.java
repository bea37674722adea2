package dev.lutra.delivery.web;

import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import dev.lutra.delivery.ColorMap;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Describes parameters that several operations have: each annotation holds the description of one of them. */
interface ParameterDocs {

    /** Which LUT. */
    @Parameter(description = "The LUT's slug, or its index in the model", example = "kodak-portra-160")
    @Target(PARAMETER)
    @Retention(RUNTIME)
    @interface LutId {}

    /** Level of a Hald image. */
    @Parameter(description = "Hald level; 8 if left out", example = "8")
    @Target(PARAMETER)
    @Retention(RUNTIME)
    @interface Level {}

    /** Size of the lattice in a Hald image. */
    @Parameter(description = "Points along one edge, in place of level; a square number", example = "64")
    @Target(PARAMETER)
    @Retention(RUNTIME)
    @interface SquareResolution {}

    /** Bits of a channel in a Hald image. */
    @Parameter(
            description = "Bits of a channel: 8 or 16",
            schema = @Schema(type = "integer", format = "int32", defaultValue = "8"),
            example = "8")
    @Target(PARAMETER)
    @Retention(RUNTIME)
    @interface Depth {}

    /** Share of the LUT in its mix with the identity. */
    @Parameter(
            description = "How much of the LUT is mixed with the identity, linearly in output values",
            schema = @Schema(type = "number", format = "float", minimum = "0", maximum = "1", defaultValue = "1"),
            example = "1")
    @Target(PARAMETER)
    @Retention(RUNTIME)
    @interface Strength {}

    /** Which model answers. */
    @Parameter(description = "Id of a model; the active one if left out", example = "film")
    @Target(PARAMETER)
    @Retention(RUNTIME)
    @interface Model {}

    /** Whether the source or the bare network answers. */
    @Parameter(
            description =
                    "What answers: the source, or the bare network without what it misses; if left out the model that keeps what was"
                            + " promised of the LUT, or the source until there is one. From the source, without parameters"
                            + " for size, depth and strength and in the format that was uploaded, the answer is the very file,"
                            + " not compressed, its SHA-256 in ETag and Repr-Digest",
            schema =
                    @Schema(
                            type = "string",
                            allowableValues = {DeliveryParameters.SOURCE, ColorMap.Single.NETWORK}),
            example = DeliveryParameters.SOURCE)
    @Target(PARAMETER)
    @Retention(RUNTIME)
    @interface From {}

    /** How an inverse is found. */
    @Parameter(
            description =
                    "numeric: searched for in what is delivered, the closest; bijective: by a bijective model run backwards",
            schema = @Schema(allowableValues = {DeliveryParameters.NUMERIC, DeliveryParameters.BIJECTIVE}))
    @Target(PARAMETER)
    @Retention(RUNTIME)
    @interface Method {}

    /** Parts of a blend. */
    @Parameter(
            description = "LUTs by slug or index, each with its weight",
            example = "kodak-portra-160:0.7,fuji-160c:0.3")
    @Target(PARAMETER)
    @Retention(RUNTIME)
    @interface Mix {}

    /** What of the LUTs is mixed. */
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
}
