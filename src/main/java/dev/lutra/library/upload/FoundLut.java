package dev.lutra.library.upload;

import dev.lutra.color.Lut3d;
import dev.lutra.color.Shaper;
import dev.lutra.color.Signature;
import dev.lutra.library.FilePath;
import dev.lutra.library.Slug;
import dev.lutra.network.ModelLut;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A LUT as a file holds it.
 *
 * @param path of the file in the folder, the archive or the upload that it came in
 * @param source what is known of the file
 * @param lut the lattice, over its own domain
 * @param shaper the curves before the lattice, or null
 * @param signature what the LUT does to colours
 * @param warnings of what the reader ignored or approximated
 */
public record FoundLut(
        FilePath path,
        ModelLut.Source source,
        Lut3d lut,
        @Nullable Shaper shaper,
        Signature signature,
        List<String> warnings) {

    public FoundLut {
        warnings = List.copyOf(warnings);
    }

    /** A title made from the name of the file. */
    public String title() {
        return path.title();
    }

    /** Tags made from the names of the folders, outermost first. */
    public List<String> tags() {
        return path.folders().stream().map(Slug::of).toList();
    }
}
