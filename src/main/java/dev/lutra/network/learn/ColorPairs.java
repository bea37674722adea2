package dev.lutra.network.learn;

import dev.lutra.network.ColorScale;

/**
 * Colours with what became of them, and how far each pair is trusted.
 *
 * @param inputs RGB triples of 0…1
 * @param outputs as many RGB triples of 0…1
 * @param weights one for each pair, above 0
 */
public record ColorPairs(float[] inputs, float[] outputs, double[] weights) {

    private static final double GOLDEN_RATIO = (1 + Math.sqrt(5)) / 2;

    /** @throws IllegalArgumentException if there are none, or the lengths differ */
    public ColorPairs {
        if (weights.length == 0 || inputs.length != 3 * weights.length || outputs.length != inputs.length) {
            throw new IllegalArgumentException(
                    "%d weights for %d inputs and %d outputs".formatted(weights.length, inputs.length, outputs.length));
        }
    }

    /** The number of pairs. */
    public int count() {
        return weights.length;
    }

    /**
     * Draws pairs as often as their weights say, spread evenly over their order. The iterations start at the multiples of
     * the golden ratio, so that together they draw all pairs.
     */
    ColorSource source() {
        float[] x = ColorScale.atanh(inputs);
        var reached = new double[count()];
        double sum = 0;
        for (int i = 0; i < reached.length; i++) {
            sum += weights[i];
            reached[i] = sum;
        }
        double total = sum;
        return (iteration, xs, targets, from, count) -> {
            double start = iteration * GOLDEN_RATIO % 1;
            int pair = 0;
            for (int k = 0; k < count; k++) {
                double at = (k + start) / count * total;
                while (pair < reached.length - 1 && reached[pair] < at) {
                    pair++;
                }
                System.arraycopy(x, 3 * pair, xs, 3 * (from + k), 3);
                System.arraycopy(outputs, 3 * pair, targets, 3 * (from + k), 3);
            }
        };
    }
}
