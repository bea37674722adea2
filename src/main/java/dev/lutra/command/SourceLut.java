package dev.lutra.command;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.library.Slug;
import dev.lutra.network.ModelLut;
import dev.lutra.network.OutputRange;
import java.util.List;
import java.util.Set;

/**
 * A LUT as it was found in a folder or an archive.
 *
 * @param path inside that folder or archive
 * @param id slug, unique among those read with it
 * @param title shown to people
 * @param tags slugs of the folders that it was in
 * @param source what is known of the file
 * @param lut its lattice
 */
public record SourceLut(String path, String id, String title, List<String> tags, ModelLut.Source source, Lut3d lut) {

    public SourceLut {
        tags = List.copyOf(tags);
    }

    /** The lattice over the unit cube, its values moved from their range to 0…1. */
    Lut3d normalised() {
        return new Lut3d(lut.size(), RgbBox.UNIT, OutputRange.of(lut).toUnit(lut.lattice()));
    }

    /**
     * The same LUT under an id that is not among those taken, which grow by it.
     *
     * @param taken ids in use
     */
    public SourceLut withUnusedId(Set<String> taken) {
        return new SourceLut(path, Slug.claim(title, taken), title, tags, source, lut);
    }
}
