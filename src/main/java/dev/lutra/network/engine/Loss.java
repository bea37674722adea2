package dev.lutra.network.engine;

import java.util.Locale;

/** The loss that a training minimises. */
public enum Loss {
    /** {@link SmoothL1} of the channel values. */
    COLOR,
    /**
     * {@link LabLoss}: ΔE76 of outputs 0…1 that are interpreted as encoded sRGB. It gives a lower ΔE76 and a lower PSNR
     * (paper, table 2).
     */
    DELTA_E;

    /** Returns {@code color} or {@code delta-e}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
