package dev.lutra.format;

import dev.lutra.color.Lut3d;

/**
 * The limits of an untrusted file. Sizes are compared with them before memory is allocated.
 *
 * @param latticeSize the largest number of points along an axis of a 3D LUT, 2…256
 * @param curveSize the largest number of points of a 1D LUT, at least 2
 * @param bytes the largest number of bytes that are read; positive
 */
public record FormatLimits(int latticeSize, int curveSize, int bytes) {

    /** The limits of the Iridas/Adobe cube format, with files of up to 1 GiB. The text of 256³ rows has some 450 MB. */
    public static final FormatLimits DEFAULT = new FormatLimits(Lut3d.MAX_SIZE, 65536, 1 << 30);

    public FormatLimits {
        if (latticeSize < Lut3d.MIN_SIZE || latticeSize > Lut3d.MAX_SIZE || curveSize < 2 || bytes < 1) {
            throw new IllegalArgumentException("limits out of range: lattice size %d, curve size %d, %d bytes"
                    .formatted(latticeSize, curveSize, bytes));
        }
    }
}
