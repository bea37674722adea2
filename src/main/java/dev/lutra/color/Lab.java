package dev.lutra.color;

/**
 * A colour in CIE 1976 L*a*b* (CIE 15:2004, 8.2.1) under D65, 2° observer.
 *
 * <p>The conversion from sRGB uses the transfer function and the matrix of IEC 61966-2-1. The white point is the white
 * of that matrix, so that greys are exactly neutral.
 *
 * @param lightness L*, 0…100
 * @param a green to red
 * @param b blue to yellow
 */
public record Lab(double lightness, double a, double b) {

    private static final double[] LINEAR_8 = linear8();

    /** Converts encoded sRGB, 0…1. Values outside continue the curve; those below 0 continue its linear part. */
    public static Lab ofSrgb(double red, double green, double blue) {
        return ofLinear(SrgbToLab.linear(red), SrgbToLab.linear(green), SrgbToLab.linear(blue));
    }

    /**
     * Converts the encoded sRGB triple in an array.
     *
     * @param rgb the channel values, 0…1
     * @param offset the index of the red value
     */
    public static Lab ofSrgb(float[] rgb, int offset) {
        return ofSrgb(rgb[offset], rgb[offset + 1], rgb[offset + 2]);
    }

    /** Converts 8-bit sRGB code values, 0…255, with a table, which is much faster. */
    public static Lab ofSrgb8(int red, int green, int blue) {
        return ofLinear(LINEAR_8[red], LINEAR_8[green], LINEAR_8[blue]);
    }

    /** Converts linear light, where 1 is white. */
    static Lab ofLinear(double red, double green, double blue) {
        double x = SrgbToLab.root(SrgbToLab.x(red, green, blue));
        double y = SrgbToLab.root(SrgbToLab.y(red, green, blue));
        double z = SrgbToLab.root(SrgbToLab.z(red, green, blue));
        return new Lab(116 * y - 16, 500 * (x - y), 200 * (y - z));
    }

    private static double[] linear8() {
        var table = new double[CodeValue.MAX_8 + 1];
        for (int code = 0; code < table.length; code++) {
            table[code] = SrgbToLab.linear(code / (double) CodeValue.MAX_8);
        }
        return table;
    }
}
