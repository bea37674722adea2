package dev.lutra.network.learn;

import dev.lutra.network.BlockLayout;
import dev.lutra.network.Network;
import dev.lutra.network.NetworkShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws the start of a training: weights near the identity (paper, appendix B.1), and embeddings near 0. */
public final class Initialization {

    private static final float OUTPUT_FACTOR = 0.1f;
    /** Wider than the usual 1: the tanh of the hidden layers then starts to bend. */
    private static final float HIDDEN_FACTOR = 1.7f;

    private static final float EMBEDDING_DEVIATION = 0.1f;

    private Initialization() {}

    /**
     * Draws weights uniformly within ±1/√inputs; those between hidden layers within 1.7 times and those of the last
     * matrix of each block within a tenth of that. Scales are 1, shifts 0.
     */
    public static Network network(NetworkShape shape, SplittableRandom random) {
        var layout = BlockLayout.of(shape);
        var blocks = new ArrayList<float[]>();
        for (int block = 0; block < shape.blocks(); block++) {
            var weights = new float[layout.weights()];
            for (BlockLayout.Tensor matrix : layout.matrices()) {
                double limit = factor(layout, matrix) / Math.sqrt(matrix.rows());
                for (int i = matrix.from(); i < matrix.end(); i++) {
                    weights[i] = (float) random.nextDouble(-limit, limit);
                }
            }
            Arrays.fill(weights, layout.scale().from(), layout.scale().end(), 1);
            blocks.add(weights);
        }
        return new Network(shape, blocks);
    }

    private static double factor(BlockLayout layout, BlockLayout.Tensor matrix) {
        if (matrix.equals(layout.output())) {
            return OUTPUT_FACTOR;
        }
        return matrix.from() == 0 ? 1 : HIDDEN_FACTOR;
    }

    /** Draws normally distributed numbers near 0. */
    public static float[] embedding(NetworkShape shape, SplittableRandom random) {
        var values = new float[shape.embeddingSize()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (EMBEDDING_DEVIATION * random.nextGaussian());
        }
        return values;
    }
}
