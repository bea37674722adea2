package dev.lutra.format;

import dev.lutra.color.Lut3d;
import java.util.List;

/** The size of a lattice to write, for formats that have no other options. */
final class LatticeSizes {

    private static final int DEFAULT = 33;

    private LatticeSizes() {}

    /**
     * The requested size, or 33.
     *
     * @throws InvalidOptions if it is out of range
     */
    static int chosen(WriteOptions options, WriteLimits limits) {
        return chosen(options, limits.res());
    }

    /** The requested size, or 33, up to a size. */
    static int chosen(WriteOptions options, int most) {
        int size = options.res() == null ? DEFAULT : options.res();
        if (size < Lut3d.MIN_SIZE || size > most) {
            throw new InvalidOptions(List.of(InvalidOptions.outOfRange("res", Lut3d.MIN_SIZE, most)));
        }
        return size;
    }
}
