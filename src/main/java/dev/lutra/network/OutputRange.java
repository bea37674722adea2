package dev.lutra.network;

import dev.lutra.color.Lut3d;
import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;

/** The outputs that the unit cube of a network stands for. */
public final class OutputRange {

    private OutputRange() {}

    /** 0…1 in each channel, extended if the LUT exceeds it, so that HDR and log LUTs are not clipped. */
    public static RgbBox of(Lut3d lut) {
        float[] min = {0, 0, 0};
        float[] max = {1, 1, 1};
        float[] lattice = lut.lattice();
        for (int i = 0; i < lattice.length; i++) {
            min[i % 3] = Math.min(min[i % 3], lattice[i]);
            max[i % 3] = Math.max(max[i % 3], lattice[i]);
        }
        return new RgbBox(new Rgb(min[0], min[1], min[2]), new Rgb(max[0], max[1], max[2]));
    }
}
