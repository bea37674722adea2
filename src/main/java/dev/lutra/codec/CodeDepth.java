package dev.lutra.codec;

import dev.lutra.color.Lut3d;
import java.util.Arrays;
import java.util.Optional;

/**
 * How many bits the code values of a look have.
 *
 * <p>A source whose every value lies within half a 16-bit code of a code value of fewer bits is held in those: the digits of its
 * text tell no more. Any other is held in 16 bits, exactly if it came in such, and to within {@code 1/131070} if it is finer.
 */
enum CodeDepth {
    BITS_8(8),
    BITS_10(10),
    BITS_12(12),
    BITS_16(16);

    private static final double TOLERANCE = 0.5 / 65535;

    private final int bits;

    CodeDepth(int bits) {
        this.bits = bits;
    }

    /** The fewest bits that hold a lattice. */
    static CodeDepth of(Lut3d lut) {
        for (CodeDepth depth : values()) {
            if (depth.holds(lut.lattice())) {
                return depth;
            }
        }
        return BITS_16;
    }

    static Optional<CodeDepth> ofBits(int bits) {
        return Arrays.stream(values()).filter(depth -> depth.bits == bits).findFirst();
    }

    private boolean holds(float[] values) {
        for (float value : values) {
            if (Math.abs(value - (double) Math.round((double) value * max()) / max()) > TOLERANCE) {
                return false;
            }
        }
        return true;
    }

    int bits() {
        return bits;
    }

    /** The code value of 1. */
    int max() {
        return (1 << bits) - 1;
    }
}
