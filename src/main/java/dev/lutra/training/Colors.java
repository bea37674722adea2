package dev.lutra.training;

import dev.lutra.network.learn.ColorDistribution;

/** The colours that a network learns from. */
public enum Colors {
    UNIFORM,
    NATURAL;

    ColorDistribution distribution() {
        return switch (this) {
            case UNIFORM -> ColorDistribution.UNIFORM;
            case NATURAL -> ColorDistribution.natural();
        };
    }
}
