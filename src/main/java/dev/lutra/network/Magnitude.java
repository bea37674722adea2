package dev.lutra.network;

/**
 * Proves that a network overflows for none of its LUTs. The weights of a trained network have an order of magnitude of
 * 1, but a file can contain any float16, and values grow from block to block.
 */
public final class Magnitude {

    /** This limit is far below the largest float32, 3e38, so that the sums of a layer fit as well. */
    private static final double LIMIT = 1e30;

    /** The limit of numbers that may be scales of hidden units: their product with a sum fits a float32. */
    private static final double LARGEST_SCALE = 1e7;

    private Magnitude() {}

    /** @throws IllegalArgumentException if a weight is not finite, or if a value inside the network may overflow */
    public static void check(Network network) {
        var layout = BlockLayout.of(network.shape());
        double x = ColorScale.atanh(1);
        for (int block = 0; block < network.blocks().size(); block++) {
            float[] weights = network.blocks().get(block);
            for (float weight : weights) {
                if (!Float.isFinite(weight)) {
                    throw new IllegalArgumentException("block %d has a weight of %s".formatted(block, weight));
                }
            }
            x = behind(layout, weights, x);
            if (!(x < LIMIT)) {
                throw new IllegalArgumentException(
                        "block %d has weights so large that what they give is no number".formatted(block));
            }
        }
    }

    /**
     * Checks a number of an embedding.
     *
     * @throws IllegalArgumentException if it is not finite, or so large that a network of the shape may overflow
     */
    static void checkNumber(double number, NetworkShape shape) {
        double limit = shape.scaled().isEmpty() ? LIMIT : LARGEST_SCALE;
        if (!(Math.abs(number) < limit)) {
            throw new IllegalArgumentException("an embedding has a number of %s".formatted(number));
        }
    }

    /**
     * The largest absolute value that a block can output or sum up.
     *
     * @param x the largest absolute value of its input
     */
    private static double behind(BlockLayout layout, float[] weights, double x) {
        // The output of tanh is at most 1.
        double sums = columnSum(layout.matrices().getFirst(), weights) * x;
        double moved = x + columnSum(layout.output(), weights);
        double largest = Math.max(sums, moved);
        for (int channel = 0; channel < 3; channel++) {
            double scale = Math.abs(weights[layout.scale().at(0, channel)]);
            double shift = Math.abs(weights[layout.shift().at(0, channel)]);
            largest = Math.max(largest, scale * moved + shift);
        }
        return largest;
    }

    /** The largest sum of absolute weights over the outputs. */
    private static double columnSum(BlockLayout.Tensor matrix, float[] weights) {
        double largest = 0;
        for (int column = 0; column < matrix.columns(); column++) {
            double sum = 0;
            for (int row = 0; row < matrix.rows(); row++) {
                sum += Math.abs(weights[matrix.at(row, column)]);
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }
}
