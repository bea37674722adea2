package dev.lutra.delivery.web;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request for a blend as JSON.
 *
 * @param weights the weights by slug or index
 * @param res points along one edge; the default is 33
 * @param format the name of a format that is written; the default is {@code cube}
 */
@Schema(name = "BlendRequest")
record BlendBody(
        @Schema(
                description = "Weights by slug or index: finite, not negative, not all 0. Lutra scales them to the sum"
                        + " 1",
                example = "{\"kodak-portra-160\": 0.7, \"fuji-160c\": 0.3}")
        @NotEmpty
        Map<String, @NotNull Double> weights,

        @Schema(description = "Points along one edge", example = "33") @Nullable
        Integer res,

        @Schema(description = "The name of a format that Lutra writes", example = "cube", defaultValue = "cube")
        @Nullable
        String format,

        @Schema(description = "Hald level, for png", example = "8") @Nullable
        Integer level,

        @Schema(description = "Bits of a channel: 8 or 16 for png", example = "8") @Nullable
        Integer depth,

        @Schema(description = "adobe or resolve, for cube", example = "resolve") @Nullable
        String dialect,

        @Schema(description = "hald, strip, unreal or tiles, for png", example = "strip") @Nullable
        String layout,

        @Schema(
                description = SPACES,
                allowableValues = {OUTPUT, EMBEDDING},
                defaultValue = OUTPUT)
        @Nullable
        String space) {

    static final String OUTPUT = "output";
    static final String EMBEDDING = "embedding";
    static final String SPACES = "Whether to mix the output values of the LUTs or their embeddings";
}
