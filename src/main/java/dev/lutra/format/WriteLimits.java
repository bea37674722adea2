package dev.lutra.format;

import dev.lutra.color.HaldLevel;
import dev.lutra.color.Lut3d;

/**
 * How large a file may be asked for.
 *
 * @param res most points along one edge of a lattice, 2…256
 * @param level highest Hald level, 2…16
 */
public record WriteLimits(int res, int level) {

    /** As large as any format allows. */
    static final WriteLimits NONE = new WriteLimits(Lut3d.MAX_SIZE, HaldLevel.MAX);
}
