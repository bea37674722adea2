package dev.lutra.pair;

import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.network.learn.ColorPairs;

/**
 * What a fitted look misses of the pairs that it was fitted to: the mean of their errors in the neighbourhood of each
 * point of a lattice, which fades to nothing where no pairs are (the estimate of E. Nadaraya and G. Watson, 1964, with
 * some weight on no error).
 */
final class Correction {

    /** The standard deviation of the neighbourhood, in steps of the lattice, and where it ends. */
    private static final double DEVIATION = 1.2;

    private static final int REACH = 4;
    /** The weight on no error, in pairs at the point itself. */
    private static final double NOTHING = 0.3;

    private static final int SIZE = ShownColors.SIZE;
    private static final int POINTS = SIZE * SIZE * SIZE;
    private static final int SUMS = 4;

    private Correction() {}

    /**
     * Makes the lattice of what has to be added.
     *
     * @param fitted what the look makes of the inputs of the pairs, as many triples
     */
    static Lut3d of(ColorPairs pairs, float[] fitted) {
        var sums = new double[SUMS * POINTS];
        for (int pair = 0; pair < pairs.count(); pair++) {
            int point = SUMS * point(pairs.inputs(), 3 * pair);
            double weight = pairs.weights()[pair];
            sums[point] += weight;
            for (int channel = 0; channel < 3; channel++) {
                int at = 3 * pair + channel;
                sums[point + 1 + channel] += weight * (pairs.outputs()[at] - fitted[at]);
            }
        }
        for (int stride = 1; stride < POINTS; stride *= SIZE) {
            sums = blurred(sums, stride);
        }
        var lattice = new float[3 * POINTS];
        for (int point = 0; point < POINTS; point++) {
            for (int channel = 0; channel < 3; channel++) {
                lattice[3 * point + channel] =
                        (float) (sums[SUMS * point + 1 + channel] / (sums[SUMS * point] + NOTHING));
            }
        }
        return new Lut3d(SIZE, RgbBox.UNIT, lattice);
    }

    private static int point(float[] rgb, int at) {
        int point = 0;
        for (int channel = 2; channel >= 0; channel--) {
            point = point * SIZE + Math.round(rgb[at + channel] * (SIZE - 1));
        }
        return point;
    }

    private static double[] blurred(double[] sums, int stride) {
        var result = new double[sums.length];
        for (int point = 0; point < POINTS; point++) {
            int position = point / stride % SIZE;
            for (int k = Math.max(-REACH, -position); k <= Math.min(REACH, SIZE - 1 - position); k++) {
                double share = Math.exp(-k * k / (2 * DEVIATION * DEVIATION));
                for (int sum = 0; sum < SUMS; sum++) {
                    result[SUMS * point + sum] += share * sums[SUMS * (point + k * stride) + sum];
                }
            }
        }
        return result;
    }

    /** Adds a correction to colours. */
    static void add(Lut3d correction, float[] inputs, float[] outputs, int points) {
        var added = new float[3 * points];
        Interpolation.TETRAHEDRAL.apply(correction, inputs, added, points);
        for (int i = 0; i < added.length; i++) {
            outputs[i] = Math.clamp(outputs[i] + added[i], 0f, 1f);
        }
    }
}
