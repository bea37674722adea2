package dev.lutra.library.web;

import dev.lutra.color.LookCharacter;
import dev.lutra.color.LookDescription;
import dev.lutra.color.Trait;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@link LookCharacter} of a LUT as JSON. */
@Schema(name = "Character", description = "What a LUT does to photographs, in numbers")
record CharacterView(
        @Schema(
                description = "Mean shift along the axis of colour temperature in L\\*a\\*b\\*: above 0 towards orange,"
                        + " below 0 towards blue",
                example = "3.4")
        double warmth,

        @Schema(
                description = "Steepness of mid-greys in L\\*: 1 as before, above 1 more contrast, below 0 a negative",
                example = "1.18")
        double contrast,

        @Schema(
                description = "Chroma over that before, without casts: 1 as before, 0 black and white",
                example = "0.92")
        double saturation,

        @Schema(description = "Mean shift of L\\*: above 0 lighter, below 0 darker", example = "-1.6")
        double lightness) {

    /** All traits, for descriptions. */
    static final String TRAITS =
            "`neutral`, `monochrome`, `warm`, `cool`, `green-tint`, `magenta-tint`, `high-contrast`,"
                    + " `low-contrast`, `faded`, `saturated`, `muted`, `bright`, `dark`, `split-toned`, `negative`";

    static @Nullable CharacterView of(@Nullable LookDescription description) {
        return description == null ? null : of(description.character());
    }

    static CharacterView of(LookCharacter character) {
        LookCharacter shown = character.rounded();
        return new CharacterView(shown.warmth(), shown.contrast(), shown.saturation(), shown.lightness());
    }

    static List<String> traits(@Nullable LookDescription description) {
        return description == null
                ? List.of()
                : description.traits().stream().map(Trait::toString).toList();
    }
}
