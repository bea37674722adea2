package dev.lutra.format;

/**
 * The bits of the values of a {@code .3dl} file without a header that gives them. They follow from the greatest value,
 * as OpenColorIO does it: the values may exceed the code of white twice, and 14 bits are not in use.
 */
final class ThreeDlDepth {

    /** Below this value, the numbers are no codes. */
    static final int LEAST_GREATEST = 128;

    /** The greatest value of a file: twice the white of 16 bits. */
    static final int GREATEST = (1 << 17) - 1;

    private static final int USUAL = 12;

    private ThreeDlDepth() {}

    /** The code of 1. */
    static int white(int bits) {
        return (1 << bits) - 1;
    }

    /** The bits of a file with this greatest value, which is at least {@link #LEAST_GREATEST}. */
    static int ofGreatest(int value) {
        for (int bits = 8; bits <= USUAL; bits += 2) {
            if (value <= 2 * white(bits) + 1) {
                return bits;
            }
        }
        return Short.SIZE;
    }

    /** The bits with which to write values, so that readers find them. */
    static int toWrite(float[] values) {
        return greatest(values) * white(USUAL) > white(USUAL - 1) + 1 ? USUAL : Short.SIZE;
    }

    /** Whether readers of a file without a header find the bits with which values are written. */
    static boolean isFound(float[] values, int bits) {
        int code = (int) (greatest(values) * white(bits));
        return code >= LEAST_GREATEST && ofGreatest(code) == bits;
    }

    private static float greatest(float[] values) {
        float greatest = 0;
        for (float value : values) {
            greatest = Math.max(greatest, value);
        }
        return greatest;
    }
}
