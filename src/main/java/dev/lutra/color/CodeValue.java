package dev.lutra.color;

/** Code values: the integers that represent channel values in images. */
public final class CodeValue {

    /** The code value of white at 8 bits. */
    public static final int MAX_8 = 255;

    /** The code value of white at 16 bits. */
    public static final int MAX_16 = 65535;

    private CodeValue() {}

    /**
     * The code value nearest to a channel value.
     *
     * @param value a channel value, which is clamped to 0…1; NaN counts as 0
     * @param max the code value of 1
     * @return 0…max; halves round up
     */
    public static int round(float value, int max) {
        // In double, value × max is exact, so no value just below a half is rounded up.
        return (int) (Math.clamp((double) value, 0, 1) * max + 0.5);
    }
}
