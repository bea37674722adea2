package dev.lutra.format;

import dev.lutra.color.HaldLevel;
import dev.lutra.color.Lut3d;

/**
 * The largest sizes that a request may ask for.
 *
 * @param res the largest number of points along one edge of a lattice, 2…256
 * @param level the highest Hald level, 2…16
 */
public record WriteLimits(int res, int level) {

    /** The limits of the formats alone. */
    public static final WriteLimits NONE = new WriteLimits(Lut3d.MAX_SIZE, HaldLevel.MAX);
}
