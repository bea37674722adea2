package dev.lutra.network.learn;

import dev.lutra.network.NetworkShape;

/** Describes in words how a model was made. */
public final class Provenance {

    private Provenance() {}

    /** The description of a model that was trained on a number of LUTs by Lutra. */
    public static String of(int luts, TrainingSettings settings) {
        NetworkShape shape = settings.shape();
        String text =
                "trained by Lutra: %d LUTs, %d blocks of %d hidden layers of %d, biases on %s%s, %,d iterations of %d colours, rate %s, seed %d%s%s"
                        .formatted(
                                luts,
                                shape.blocks(),
                                shape.layers(),
                                shape.width(),
                                shape.bias(),
                                shape.scaled().isEmpty() ? "" : ", scales on " + shape.scaled(),
                                settings.iterations(),
                                settings.colorsPerStep(),
                                settings.rate(),
                                settings.seed(),
                                settings.augment() > 0 ? ", %,d synthetic looks".formatted(settings.augment()) : "",
                                settings.bijective() ? ", bijective" : "");
        String colors = settings.colors().equals(ColorDistribution.UNIFORM) ? "" : ", colours " + settings.colors();
        return text + colors + ", loss " + settings.loss();
    }
}
