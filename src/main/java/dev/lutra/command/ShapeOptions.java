package dev.lutra.command;

import dev.lutra.color.Invertibility;
import dev.lutra.network.NetworkShape;
import dev.lutra.network.Preset;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the shape of the trained network. */
final class ShapeOptions {

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "Shape: ${COMPLETION-CANDIDATES} (default: default, or bijective with --bijective).")
    @Nullable
    Preset preset;

    @Option(names = "--blocks", paramLabel = "N", description = "Residual blocks, in place of the preset's.")
    @Nullable
    Integer blocks;

    @Option(names = "--layers", paramLabel = "N", description = "Hidden layers of a block, in place of the preset's.")
    @Nullable
    Integer layers;

    @Option(names = "--width", paramLabel = "N", description = "Units of a hidden layer, in place of the preset's.")
    @Nullable
    Integer width;

    @Option(
            names = "--scaled",
            paramLabel = "LAYER",
            split = ",",
            description = "Hidden layers, counted from 0, with a scale for each LUT, in place of the preset's.")
    @Nullable
    List<Integer> scaled;

    @Option(
            names = "--bijective",
            description = "Train a network that can be run backwards. LUTs that merge most colours, such as"
                    + " black-and-white looks, cannot be inverted, and are left out.")
    boolean bijective;

    @Option(names = "--keep-all", description = "With --bijective: leave no LUT out.")
    boolean keepAll;

    /** The LUTs that such a network can learn. It prints the ones that are left out. */
    List<SourceLut> learnable(List<SourceLut> luts, PrintWriter out) {
        if (!bijective || keepAll) {
            return luts;
        }
        var learnable = new ArrayList<SourceLut>();
        for (SourceLut lut : luts) {
            double share = Invertibility.share(lut.lut());
            if (share >= Invertibility.ENOUGH) {
                learnable.add(lut);
            } else {
                out.printf("left out %s: %.0f %% of it can be inverted%n", lut.title(), 100 * share);
            }
        }
        out.printf("%d LUTs can be inverted%n", learnable.size());
        out.flush();
        return learnable;
    }

    NetworkShape shape() {
        Preset chosen = preset;
        if (chosen == null) {
            chosen = bijective ? Preset.BIJECTIVE : Preset.DEFAULT;
        }
        NetworkShape base = chosen.shape();
        int depth = layers == null ? base.layers() : layers;
        return new NetworkShape(
                blocks == null ? base.blocks() : blocks,
                depth,
                width == null ? base.width() : width,
                base.bias(),
                scaled != null
                        ? scaled
                        : base.scaled().stream().filter(layer -> layer < depth).toList());
    }
}
