package dev.lutra.delivery.web;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request for a blend as JSON.
 *
 * @param weights the weights by slug or index
 * @param res points along one edge; the default is 33
 * @param format {@code cube} or {@code png}
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

        @Schema(
                allowableValues = {"cube", "png"},
                defaultValue = "cube")
        @Nullable
        @Pattern(regexp = "cube|png", message = "must be cube or png")
        String format,

        @Schema(description = "Hald level, for png", example = "8") @Nullable
        Integer level,

        @Schema(description = "Bits of a channel, for png: 8 or 16", example = "8") @Nullable
        Integer depth,

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
