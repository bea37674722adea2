package dev.lutra.format.process;

/** The numbers of half precision (IEEE 754 binary16). */
public final class HalfFloats {

    /** The number of bit patterns. */
    public static final int PATTERNS = 1 << 16;

    private static final int SIGN = 0x8000;
    private static final int INFINITY = 0x7C00;

    private HalfFloats() {}

    /** The number of a bit pattern, 0…65,535. */
    public static float of(int pattern) {
        return Float.float16ToFloat((short) pattern);
    }

    /** The bit patterns of the finite numbers, from the lowest to the highest, with one zero. */
    public static int[] finitePatterns() {
        var patterns = new int[2 * INFINITY - 1];
        for (int i = 0; i < INFINITY; i++) {
            patterns[INFINITY - 1 + i] = i;
            if (i > 0) {
                patterns[INFINITY - 1 - i] = SIGN | i;
            }
        }
        return patterns;
    }

    /** The finite numbers, in ascending order. */
    public static float[] finite() {
        int[] patterns = finitePatterns();
        var numbers = new float[patterns.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = of(patterns[i]);
        }
        return numbers;
    }
}
