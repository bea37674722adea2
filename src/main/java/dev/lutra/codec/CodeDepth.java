package dev.lutra.codec;

import dev.lutra.color.Lut3d;
import java.util.Arrays;
import java.util.Optional;

/**
 * The number of bits of the code values of a look.
 *
 * <p>If every value of a source lies within half a 16-bit code of a code value of fewer bits, those bits are enough:
 * the digits of its text contain no more information. Any other source gets 16 bits. They are exact for a 16-bit
 * source, and have an error of at most {@code 1/131070} for a finer one.
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

    /** The fewest bits that represent a lattice. */
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
