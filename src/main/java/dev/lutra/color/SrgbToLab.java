package dev.lutra.color;

/**
 * The steps of the conversion from encoded sRGB to L*a*b*, for code that needs derivatives or uses tensors: a transfer
 * function and a matrix (IEC 61966-2-1), then a root (CIE 15:2004, 8.2.1), then differences. {@link Lab} combines them.
 */
public final class SrgbToLab {

    /** The largest encoded value for which the transfer function is linear: {@code encoded / CURVE_DIVISOR}. */
    public static final double CURVE_FROM = 0.04045;

    public static final double CURVE_DIVISOR = 12.92;
    public static final double CURVE_OFFSET = 0.055;
    public static final double CURVE_EXPONENT = 2.4;

    /** The largest value for which the root is linear: {@code ROOT_SLOPE * t + ROOT_OFFSET}. */
    public static final double ROOT_FROM = 216.0 / 24389;

    public static final double ROOT_SLOPE = 841.0 / 108;
    public static final double ROOT_OFFSET = 4.0 / 29;

    private static final double WHITE_X = 0.4124 + 0.3576 + 0.1805;
    private static final double WHITE_Z = 0.0193 + 0.1192 + 0.9505;

    private SrgbToLab() {}

    /**
     * Converts an encoded value to linear light. Values outside 0…1 continue the curve; those below 0 continue its
     * linear part.
     */
    public static double linear(double encoded) {
        return encoded <= CURVE_FROM
                ? encoded / CURVE_DIVISOR
                : Math.pow((encoded + CURVE_OFFSET) / (1 + CURVE_OFFSET), CURVE_EXPONENT);
    }

    /** The derivative of {@link #linear}. */
    public static double linearDerivative(double encoded, double linear) {
        return encoded <= CURVE_FROM ? 1 / CURVE_DIVISOR : CURVE_EXPONENT * linear / (encoded + CURVE_OFFSET);
    }

    /** X relative to white. */
    public static double x(double red, double green, double blue) {
        return (0.4124 * red + 0.3576 * green + 0.1805 * blue) / WHITE_X;
    }

    /** Y, which is 1 for white. */
    public static double y(double red, double green, double blue) {
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    }

    /** Z relative to white. */
    public static double z(double red, double green, double blue) {
        return (0.0193 * red + 0.1192 * green + 0.9505 * blue) / WHITE_Z;
    }

    /** The cube root, with a linear part near 0 where the root would be steep. */
    public static double root(double t) {
        return t > ROOT_FROM ? Math.cbrt(t) : ROOT_SLOPE * t + ROOT_OFFSET;
    }

    /** The derivative of {@link #root}. */
    public static double rootDerivative(double t, double root) {
        return t > ROOT_FROM ? root / (3 * t) : ROOT_SLOPE;
    }
}
