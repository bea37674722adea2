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
    private static final float EMBEDDING_LIMIT = 0.3f;

    private Initialization() {}

    /**
     * Draws weights uniformly within ±1/√inputs; those of the last matrix of each block within a tenth of that. Scales
     * are 1, shifts 0.
     */
    public static Network network(NetworkShape shape, SplittableRandom random) {
        var layout = BlockLayout.of(shape);
        var blocks = new ArrayList<float[]>();
        for (int block = 0; block < shape.blocks(); block++) {
            var weights = new float[layout.weights()];
            for (BlockLayout.Tensor matrix : layout.matrices()) {
                double limit = (matrix.equals(layout.output()) ? OUTPUT_FACTOR : 1) / Math.sqrt(matrix.rows());
                for (int i = matrix.from(); i < matrix.end(); i++) {
                    weights[i] = (float) random.nextDouble(-limit, limit);
                }
            }
            Arrays.fill(weights, layout.scale().from(), layout.scale().end(), 1);
            blocks.add(weights);
        }
        return new Network(shape, blocks);
    }

    /** Draws numbers uniformly within a small box around 0. */
    public static float[] embedding(NetworkShape shape, SplittableRandom random) {
        var values = new float[shape.embeddingSize()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-EMBEDDING_LIMIT, EMBEDDING_LIMIT);
        }
        return values;
    }
}
