package dev.lutra.command;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import dev.lutra.library.Slug;
import dev.lutra.network.ModelLut;
import dev.lutra.network.OutputRange;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A LUT from a folder or an archive.
 *
 * @param path the path inside that folder or archive
 * @param id the slug, unique among the LUTs of the same read
 * @param title the title for people
 * @param tags the slugs of its folders
 * @param source the description of the file
 * @param lut the lattice
 * @param shaper the curves before the lattice, or null
 */
public record SourceLut(
        String path,
        String id,
        String title,
        List<String> tags,
        ModelLut.Source source,
        Lut3d lut,
        @Nullable Shaper shaper) {

    public SourceLut {
        tags = List.copyOf(tags);
    }

    /** The lattice over the unit cube, with its values scaled from their range to 0…1. */
    Lut3d normalised() {
        return new Lut3d(lut.size(), RgbBox.UNIT, OutputRange.of(lut).toUnit(lut.lattice()));
    }

    /**
     * The same LUT with an id that is not in use. The id is added to those in use.
     *
     * @param taken the ids in use
     */
    public SourceLut withUnusedId(Set<String> taken) {
        return new SourceLut(path, Slug.claim(title, taken), title, tags, source, lut, shaper);
    }
}
