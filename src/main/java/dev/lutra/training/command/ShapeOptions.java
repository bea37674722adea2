package dev.lutra.training.command;

import dev.lutra.network.NetworkShape;
import dev.lutra.network.Preset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What network to train. */
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
            names = "--bijective",
            description = "Keep the network invertible, so that its LUTs can be had inverted."
                    + " LUTs that fold colours together, as black-and-white looks do, are left out.")
    boolean bijective;

    NetworkShape shape() {
        Preset chosen = preset;
        if (chosen == null) {
            chosen = bijective ? Preset.BIJECTIVE : Preset.DEFAULT;
        }
        NetworkShape base = chosen.shape();
        return new NetworkShape(
                blocks == null ? base.blocks() : blocks,
                layers == null ? base.layers() : layers,
                width == null ? base.width() : width,
                base.bias());
    }
}
