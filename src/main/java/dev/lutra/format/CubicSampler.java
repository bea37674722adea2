package dev.lutra.format;

/** Cubic interpolation (Catmull-Rom) between the points of a lattice, constant beyond its borders. */
final class CubicSampler {

    private static final int TAPS = 4;

    private final float[] colors;
    private final int channels;
    private final int size;
    private final double[][] weights = new double[3][TAPS];
    private final int[][] places = new int[3][TAPS];

    /** @param colors {@code size³} colours, red fastest */
    CubicSampler(float[] colors, int channels, int size) {
        this.colors = colors;
        this.channels = channels;
        this.size = size;
    }

    /**
     * Adds half of the colour at a distance from a point to the colour of the point in another lattice.
     *
     * @param step the vector to the place, in points
     * @param sign 1, or −1 for the opposite direction
     * @param sums receives half of the colour
     */
    void add(int point, double[] step, int sign, float[] sums) {
        int line = point / size;
        prepare(0, point % size + sign * step[0], 1);
        prepare(1, line % size + sign * step[1], size);
        int slice = line / size;
        prepare(2, slice + sign * step[2], size * size);
        for (int channel = 0; channel < channels; channel++) {
            double sum = 0;
            for (int z = 0; z < TAPS; z++) {
                for (int y = 0; y < TAPS; y++) {
                    double weight = weights[2][z] * weights[1][y];
                    int from = places[2][z] + places[1][y];
                    for (int x = 0; x < TAPS; x++) {
                        sum += weight * weights[0][x] * colors[(from + places[0][x]) * channels + channel];
                    }
                }
            }
            sums[point * channels + channel] += (float) (sum / 2);
        }
    }

    private void prepare(int axis, double place, int stride) {
        double inside = Math.clamp(place, 0, size - 1.0);
        int near = (int) inside;
        double t = inside - near;
        for (int tap = 0; tap < TAPS; tap++) {
            places[axis][tap] = stride * Math.clamp(near + tap - 1L, 0, size - 1);
        }
        double[] weight = weights[axis];
        weight[0] = t * (-1 + t * (2 - t)) / 2;
        weight[1] = 1 + t * t * (-5 + 3 * t) / 2;
        weight[2] = t * (1 + t * (4 - 3 * t)) / 2;
        weight[3] = t * t * (t - 1) / 2;
    }
}
