package dev.lutra.network.engine;

import java.util.Locale;

/** The loss that a training minimises. */
public enum Loss {
    /** {@link SmoothL1} of the channel values. */
    COLOR,
    /** {@link LabLoss}: ΔE76, with outputs 0…1 taken as encoded sRGB. Less ΔE76 for a lower PSNR (paper, table 2). */
    DELTA_E;

    /** {@code color} or {@code delta-e}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
