package dev.lutra.format;

import dev.lutra.color.Lut3d;

/**
 * How much an untrusted file may ask for. Sizes are compared with them before memory is taken.
 *
 * @param latticeSize the most points along an axis of a 3D LUT, 2…256
 * @param curveSize the most points of a 1D LUT, at least 2
 * @param bytes the most bytes of a file, as far as it is read; positive
 */
public record FormatLimits(int latticeSize, int curveSize, int bytes) {

    /** What the Iridas/Adobe cube text allows, in files of up to 1 GiB: 256³ rows are some 450 MB of text. */
    public static final FormatLimits DEFAULT = new FormatLimits(Lut3d.MAX_SIZE, 65536, 1 << 30);

    public FormatLimits {
        if (latticeSize < Lut3d.MIN_SIZE || latticeSize > Lut3d.MAX_SIZE || curveSize < 2 || bytes < 1) {
            throw new IllegalArgumentException("limits out of range: lattice size %d, curve size %d, %d bytes"
                    .formatted(latticeSize, curveSize, bytes));
        }
    }
}
