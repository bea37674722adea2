package dev.lutra.color;

/** The integers that stand for channel values in images. */
public final class CodeValue {

    /** White at 8 and at 16 bits. */
    public static final int MAX_8 = 255;

    public static final int MAX_16 = 65535;

    private CodeValue() {}

    /**
     * The code value nearest to a channel value.
     *
     * @param value clamped to 0…1; NaN counts as 0
     * @param max the code value of 1
     * @return 0…max; halves round up
     */
    public static int round(float value, int max) {
        // In double, where value × max is exact, so that no sum just below a half is rounded up to it.
        return (int) (Math.clamp((double) value, 0, 1) * max + 0.5);
    }
}
