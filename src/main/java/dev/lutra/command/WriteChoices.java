package dev.lutra.command;

import dev.lutra.color.HaldLevel;
import dev.lutra.color.Lut3d;
import dev.lutra.format.InvalidOptions;
import dev.lutra.format.LutFile;
import dev.lutra.format.LutFormat;
import dev.lutra.format.LutLayout;
import dev.lutra.format.WriteLimits;
import dev.lutra.format.WriteOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the file that a LUT is written to. */
final class WriteChoices {

    private static final WriteLimits LIMITS = new WriteLimits(Lut3d.MAX_SIZE, HaldLevel.MAX);

    @Option(
            names = "--res",
            paramLabel = "N",
            description = "Points along an axis (default: those of the LUT where the format has them).")
    @Nullable
    Integer res;

    @Option(
            names = "--depth",
            paramLabel = "BITS",
            description = "Bits of a value: 8 or 16 in images, 16 or 32 in arrays.")
    @Nullable
    Integer depth;

    @Option(names = "--dialect", paramLabel = "NAME", description = "Program that a text is for, such as resolve.")
    @Nullable
    String dialect;

    @Option(
            names = "--layout",
            paramLabel = "NAME",
            description = "Arrangement of an image: hald, tiles (OBS), strip (Unity) or unreal (default: hald).")
    @Nullable
    String layout;

    @Option(names = "--bytes", paramLabel = "N", description = "Most bytes of a token, 32…1024 (default: 120).")
    @Nullable
    Integer bytes;

    /**
     * Chooses the layout. Without {@code --res} it has the size of the source, if its lattice is written as it is and
     * the format has this size; if curves are sampled with it, at least the usual size of the format.
     *
     * @param keepsShaper whether a shaper may be written
     * @throws InvalidOptions if the format rejects an option
     */
    LutLayout layout(LutFormat format, LutFile source, boolean keepsShaper) {
        LutLayout usual = format.layout(options(res), LIMITS);
        int size = source.lut().size();
        boolean isSampled = source.shaper() != null && !(keepsShaper && usual.holdsShaper());
        if (res != null || layout != null || isSampled && size < usual.size()) {
            return usual;
        }
        try {
            return format.layout(options(size), LIMITS);
        } catch (InvalidOptions e) {
            return usual;
        }
    }

    /**
     * Chooses the layout of a LUT that has no size of its own.
     *
     * @throws InvalidOptions if the format rejects an option
     */
    LutLayout layout(LutFormat format) {
        return format.layout(options(res), LIMITS);
    }

    private WriteOptions options(@Nullable Integer size) {
        return new WriteOptions(size, null, depth, dialect, layout, bytes);
    }
}
