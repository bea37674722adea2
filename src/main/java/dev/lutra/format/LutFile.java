package dev.lutra.format;

import dev.lutra.color.Lut3d;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contents of a file.
 *
 * @param title the title in the file; null if it has none or an empty one
 * @param warnings the ignored or approximated parts, for the owner of the file
 */
public record LutFile(Lut3d lut, @Nullable String title, List<String> warnings) {

    public LutFile {
        warnings = List.copyOf(warnings);
    }
}
