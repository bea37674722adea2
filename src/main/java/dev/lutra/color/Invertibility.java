package dev.lutra.color;

/**
 * Whether enough of a LUT can be undone for an invertible network to learn it.
 *
 * <p>At a colour, a LUT can be undone if it moves apart what is apart: if in no direction its outputs change less than
 * {@link #MIN_SLOPE} times as fast as its inputs, and if it does not turn colour space inside out, which folds must and
 * what comes of a continuous change of the identity cannot. Of the 293 looks of the RawTherapee collection 84 fall short
 * of {@link #ENOUGH}: the 66 black-and-white ones and 12 of black-and-white instant film with shares of 0, a negative,
 * which is turned inside out throughout, and five that clip or fold most colours.
 */
public final class Invertibility {

    /** The least share of colours that is worth it. */
    public static final double ENOUGH = 0.5;

    /** In output per input, both over 0…1. Less is lost in 8 bits. */
    private static final double MIN_SLOPE = 0.05;

    /** Points along an axis: coarse enough that rounding to 8 bits does not show in derivatives. */
    private static final int SIZE = 17;

    private Invertibility() {}

    /** The share of colours, spread evenly over the domain, at which the LUT can be undone, 0…1. */
    public static double share(Lut3d lut) {
        float[] lattice = lut.resample(SIZE).lattice();
        int cells = SIZE - 1;
        int invertible = 0;
        for (int blue = 0; blue < cells; blue++) {
            for (int green = 0; green < cells; green++) {
                for (int red = 0; red < cells; red++) {
                    // Written so that NaN, of a constant, is not invertible.
                    if (leastSlope(lattice, 3 * (red + SIZE * (green + SIZE * blue))) >= MIN_SLOPE) {
                        invertible++;
                    }
                }
            }
        }
        return invertible / Math.pow(cells, 3);
    }

    /**
     * Of a cell: the determinant of its mean derivatives over the length of their cofactors, which is at most the least
     * singular value, at least 1/√3 of it, and negative where space is turned inside out.
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

    /** Of the three channels along one axis, the mean over the cell's four edges. */
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
