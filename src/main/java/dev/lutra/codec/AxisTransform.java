package dev.lutra.codec;

/**
 * The transform along one axis of a lattice. The biorthogonal 9/7 wavelet of Cohen, Daubechies and Feauveau (lifting
 * steps after I. Daubechies and W. Sweldens, "Factoring wavelet transforms into lifting steps", 1998) halves the axis
 * while more than nine low-pass coefficients remain. An orthonormal DCT-II then transforms the remaining ones. Each
 * coefficient is scaled so that one step of it adds the same energy to the lattice.
 *
 * <p>The order of the coefficients is: the low-pass ones first, then the high-pass ones from coarse to fine.
 */
final class AxisTransform {

    private static final int MOST_LOWS = 9;

    private static final double ALPHA = -1.586134342059924;
    private static final double BETA = -0.052980118572961;
    private static final double GAMMA = 0.882911075530934;
    private static final double DELTA = 0.443506852043971;
    private static final double KAPPA = 1.149604398860241;

    private final int size;
    private final int lows;
    private final float[] analysis;
    private final float[] synthesis;

    /**
     * Prepares an axis.
     *
     * @param size the number of points, at least 2
     */
    AxisTransform(int size) {
        this.size = size;
        int smallest = size;
        while (smallest > MOST_LOWS) {
            smallest = (smallest + 1) / 2;
        }
        lows = smallest;
        var coefficients = new double[size][size];
        var points = new double[size][size];
        for (int i = 0; i < size; i++) {
            points[i][i] = 1;
            coefficients[i][i] = 1;
            analyse(coefficients[i]);
            synthesise(points[i]);
        }
        analysis = new float[size * size];
        synthesis = new float[size * size];
        for (int k = 0; k < size; k++) {
            double norm = norm(points[k]);
            for (int i = 0; i < size; i++) {
                analysis[k * size + i] = rounded(coefficients[i][k] * norm);
                synthesis[i * size + k] = rounded(points[k][i] / norm);
            }
        }
    }

    int size() {
        return size;
    }

    int lows() {
        return lows;
    }

    /**
     * The band of a coefficient: 0 for the low-pass ones, then one for each level of high-pass ones from coarse to
     * fine.
     */
    int band(int coefficient) {
        int band = 0;
        for (int end = lows; coefficient >= end; end = nextEnd(end)) {
            band++;
        }
        return band;
    }

    /**
     * The coefficient of the next coarser high-pass band at the same position, or the coefficient itself if there is
     * none.
     */
    int coarser(int coefficient) {
        int band = band(coefficient);
        if (band < 2) {
            return coefficient;
        }
        int coarser = lows;
        int start = nextEnd(lows);
        for (int i = 2; i < band; i++) {
            coarser = start;
            start = nextEnd(start);
        }
        return Math.min(coarser + (coefficient - start) / 2, start - 1);
    }

    /** The end of the band that follows the band with this end. */
    int nextEnd(int end) {
        int length = size;
        while ((length + 1) / 2 > end) {
            length = (length + 1) / 2;
        }
        return length;
    }

    /** The matrix from points to coefficients, one row for each coefficient. */
    float[] analysis() {
        return analysis;
    }

    /** The matrix from coefficients to points, one row for each point. */
    float[] synthesis() {
        return synthesis;
    }

    private void analyse(double[] line) {
        int length = size;
        for (; length > lows; length = (length + 1) / 2) {
            lift(line, length, ALPHA, 1);
            lift(line, length, BETA, 0);
            lift(line, length, GAMMA, 1);
            lift(line, length, DELTA, 0);
            double[] whole = line.clone();
            int half = (length + 1) / 2;
            for (int i = 0; i < length; i++) {
                line[i % 2 == 0 ? i / 2 : half + i / 2] = i % 2 == 0 ? whole[i] * KAPPA : whole[i] / KAPPA;
            }
        }
        cosines(line, false);
    }

    private void synthesise(double[] line) {
        cosines(line, true);
        for (int half = lows; half < size; ) {
            int length = nextEnd(half);
            double[] parts = line.clone();
            for (int i = 0; i < length; i++) {
                line[i] = i % 2 == 0 ? parts[i / 2] / KAPPA : parts[half + i / 2] * KAPPA;
            }
            lift(line, length, -DELTA, 0);
            lift(line, length, -GAMMA, 1);
            lift(line, length, -BETA, 0);
            lift(line, length, -ALPHA, 1);
            half = length;
        }
    }

    /** Adds a share of its two neighbours to every second point. The line is mirrored at its ends. */
    private static void lift(double[] line, int length, double share, int first) {
        for (int i = first; i < length; i += 2) {
            double before = line[i > 0 ? i - 1 : i + 1];
            double after = line[i < length - 1 ? i + 1 : i - 1];
            line[i] += share * (before + after);
        }
    }

    private void cosines(double[] line, boolean backwards) {
        var result = new double[lows];
        for (int k = 0; k < lows; k++) {
            double scale = Math.sqrt((k == 0 ? 1.0 : 2.0) / lows);
            for (int i = 0; i < lows; i++) {
                // The cosine of Math may differ between machines, that of StrictMath does not.
                double cosine = scale * StrictMath.cos(Math.PI * k * (i + 0.5) / lows);
                if (backwards) {
                    result[i] += cosine * line[k];
                } else {
                    result[k] += cosine * line[i];
                }
            }
        }
        System.arraycopy(result, 0, line, 0, lows);
    }

    /** Removes the rounding noise that lifting leaves in place of zeros. */
    private static float rounded(double value) {
        return Math.abs(value) < 1e-12 ? 0 : (float) value;
    }

    private static double norm(double[] line) {
        double sum = 0;
        for (double value : line) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }
}
