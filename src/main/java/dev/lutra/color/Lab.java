package dev.lutra.color;

/**
 * A colour in CIE 1976 L*a*b* (CIE 15:2004, 8.2.1) under D65, 2° observer.
 *
 * <p>From sRGB by IEC 61966-2-1: its transfer curve and its matrix. The white point is the matrix's own white, so that
 * greys come out neutral.
 *
 * @param lightness L*, 0…100
 * @param a green to red
 * @param b blue to yellow
 */
public record Lab(double lightness, double a, double b) {

    private static final double EPSILON = 216.0 / 24389;
    private static final double SLOPE = 841.0 / 108;
    private static final double OFFSET = 4.0 / 29;

    private static final double WHITE_X = 0.4124 + 0.3576 + 0.1805;
    private static final double WHITE_Z = 0.0193 + 0.1192 + 0.9505;

    private static final double[] LINEAR_8 = linear8();

    /** Converts encoded sRGB, 0…1; values outside follow the curve on, below 0 its straight part. */
    public static Lab ofSrgb(double red, double green, double blue) {
        return ofLinear(linear(red), linear(green), linear(blue));
    }

    /**
     * Converts the encoded sRGB triple in an array.
     *
     * @param rgb channel values, 0…1
     * @param offset index of the red one
     */
    public static Lab ofSrgb(float[] rgb, int offset) {
        return ofSrgb(rgb[offset], rgb[offset + 1], rgb[offset + 2]);
    }

    /** Converts 8-bit sRGB code values, 0…255, by table: a good deal faster. */
    public static Lab ofSrgb8(int red, int green, int blue) {
        return ofLinear(LINEAR_8[red], LINEAR_8[green], LINEAR_8[blue]);
    }

    private static Lab ofLinear(double red, double green, double blue) {
        double x = f((0.4124 * red + 0.3576 * green + 0.1805 * blue) / WHITE_X);
        double y = f(0.2126 * red + 0.7152 * green + 0.0722 * blue);
        double z = f((0.0193 * red + 0.1192 * green + 0.9505 * blue) / WHITE_Z);
        return new Lab(116 * y - 16, 500 * (x - y), 200 * (y - z));
    }

    private static double f(double t) {
        return t > EPSILON ? Math.cbrt(t) : SLOPE * t + OFFSET;
    }

    private static double linear(double encoded) {
        return encoded <= 0.04045 ? encoded / 12.92 : Math.pow((encoded + 0.055) / 1.055, 2.4);
    }

    private static double[] linear8() {
        var table = new double[CodeValue.MAX_8 + 1];
        for (int code = 0; code < table.length; code++) {
            table[code] = linear(code / (double) CodeValue.MAX_8);
        }
        return table;
    }
}
