package dev.lutra.network.learn;

import dev.lutra.network.NetworkShape;
import dev.lutra.network.engine.Loss;

/** Describes in words how a model was made. */
public final class Provenance {

    private Provenance() {}

    /** The description of a model that was trained on a number of LUTs by Lutra. */
    public static String of(int luts, TrainingSettings settings) {
        NetworkShape shape = settings.shape();
        String text =
                "trained by Lutra: %d LUTs, %d blocks of %d hidden layers of %d, biases on %s, %,d iterations of %d colours, rate %s, seed %d%s"
                        .formatted(
                                luts,
                                shape.blocks(),
                                shape.layers(),
                                shape.width(),
                                shape.bias(),
                                settings.iterations(),
                                settings.colorsPerStep(),
                                settings.rate(),
                                settings.seed(),
                                settings.bijective() ? ", bijective" : "");
        String colors = settings.colors().equals(ColorDistribution.UNIFORM) ? "" : ", colours " + settings.colors();
        return text + colors + (settings.loss() == Loss.COLOR ? "" : ", loss " + settings.loss());
    }
}
