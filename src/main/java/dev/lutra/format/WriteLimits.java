package dev.lutra.format;

import dev.lutra.color.HaldLevel;
import dev.lutra.color.Lut3d;
import dev.lutra.problem.FieldFault;
import java.util.List;

/**
 * The largest sizes that a request may ask for.
 *
 * @param res the largest number of points along one edge of a lattice, 2…256
 * @param level the highest Hald level, 2…16
 */
public record WriteLimits(int res, int level) {

    /** The limits of the formats alone. */
    public static final WriteLimits NONE = new WriteLimits(Lut3d.MAX_SIZE, HaldLevel.MAX);

    /** The size of a lattice for which no size was asked. */
    static final int DEFAULT_SIZE = 33;

    /**
     * The number of points along an edge of a lattice that may have any size.
     *
     * @param faults receives a fault if the options ask for one that is out of range
     */
    int size(WriteOptions options, List<FieldFault> faults) {
        int size = options.res() == null ? DEFAULT_SIZE : options.res();
        if (size < Lut3d.MIN_SIZE || size > res) {
            faults.add(InvalidOptions.outOfRange("res", Lut3d.MIN_SIZE, res));
        }
        return size;
    }
}
