package dev.lutra.color;

/**
 * Measures whether enough of a LUT is invertible for a bijective network to learn it.
 *
 * <p>A LUT is invertible at a colour if it keeps different inputs apart: its outputs change at least {@link #MIN_SLOPE}
 * times as fast as its inputs in every direction, and it does not reverse the orientation of colour space. Folds
 * reverse the orientation, and a continuous deformation of the identity cannot do so. Of the 293 looks of the
 * RawTherapee collection, 84 do not reach {@link #ENOUGH}: 66 black-and-white looks and 12 of black-and-white instant
 * film with shares of 0, a negative, which reverses the orientation everywhere, and five looks that clip or fold most
 * colours.
 */
public final class Invertibility {

    /** The smallest sufficient share of colours. */
    public static final double ENOUGH = 0.5;

    /** The smallest slope, in output per input, both over 0…1. Smaller slopes vanish in 8 bits. */
    private static final double MIN_SLOPE = 0.05;

    /** The number of points along an axis: few enough that rounding to 8 bits does not affect the derivatives. */
    private static final int SIZE = 17;

    private Invertibility() {}

    /** The share of colours, evenly spaced over the domain, at which the LUT is invertible, 0…1. */
    public static double share(Lut3d lut) {
        float[] lattice = lut.resample(SIZE).lattice();
        int cells = SIZE - 1;
        int invertible = 0;
        for (int blue = 0; blue < cells; blue++) {
            for (int green = 0; green < cells; green++) {
                for (int red = 0; red < cells; red++) {
                    // A constant yields NaN, for which this comparison is false.
                    if (leastSlope(lattice, 3 * (red + SIZE * (green + SIZE * blue))) >= MIN_SLOPE) {
                        invertible++;
                    }
                }
            }
        }
        return invertible / Math.pow(cells, 3);
    }

    /**
     * The determinant of the mean derivatives of a cell over the norm of their cofactors. It is at most the smallest
     * singular value and at least 1/√3 of it, and negative if the orientation is reversed.
     */
    private static double leastSlope(float[] v, int at) {
        double[] red = derivatives(v, at, 3, 3 * SIZE, 3 * SIZE * SIZE);
        double[] green = derivatives(v, at, 3 * SIZE, 3, 3 * SIZE * SIZE);
        double[] blue = derivatives(v, at, 3 * SIZE * SIZE, 3, 3 * SIZE);
        double[] greenBlue = cross(green, blue);
        double[] blueRed = cross(blue, red);
        double[] redGreen = cross(red, green);
        return dot(red, greenBlue)
                / Math.sqrt(dot(greenBlue, greenBlue) + dot(blueRed, blueRed) + dot(redGreen, redGreen));
    }

    /** The derivatives of the three channels along one axis, as the mean over the four edges of the cell. */
    private static double[] derivatives(float[] v, int at, int along, int one, int other) {
        var derivatives = new double[3];
        for (int channel = 0; channel < 3; channel++) {
            int i = at + channel;
            double sum = v[i + along] - v[i];
            sum += v[i + one + along] - v[i + one];
            sum += v[i + other + along] - v[i + other];
            sum += v[i + one + other + along] - v[i + one + other];
            derivatives[channel] = sum / 4 * (SIZE - 1);
        }
        return derivatives;
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }
}
