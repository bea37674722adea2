package dev.lutra.format;

import dev.lutra.color.Lut3d;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file held.
 *
 * @param title the title that the file gives itself; absent where it gives none or an empty one
 * @param warnings what was ignored or approximated, for the person who has the file
 */
public record LutFile(Lut3d lut, @Nullable String title, List<String> warnings) {

    public LutFile {
        warnings = List.copyOf(warnings);
    }
}
