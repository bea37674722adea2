package dev.lutra.network.learn;

import dev.lutra.network.BlockLayout;
import dev.lutra.network.LipschitzBound;
import dev.lutra.network.Network;
import dev.lutra.network.NetworkShape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Holds the blocks of a network contractive while it learns: after each step the matrices of a block are shrunk by one
 * factor wherever the product of their spectral norms exceeds {@link #LIMIT} (paper, appendix C, equation 3).
 *
 * <p>It is the product that decides whether a block can be inverted. To bound each matrix by itself would forbid a steep
 * first layer before a flat last one, and so nearly all curvature that tanh has to give.
 *
 * <p>The norms come from power iteration, whose vectors go on from step to step.
 */
public final class SpectralBound {

    /**
     * The largest product that is allowed. Fidelity was the same as with 0.98, and the inverse is found sooner. The
     * distance to 1 is far more than what float16 rounding can add, which is 2⁻¹¹ of a matrix's Frobenius norm.
     */
    public static final double LIMIT = 0.9;

    private static final int POWER_ITERATIONS = 2;

    private final NetworkShape shape;
    private final BlockLayout layout;
    private final List<BlockLayout.Tensor> matrices;
    /** One for each block and matrix, of the matrix's shorter side. */
    private final List<float[]> vectors = new ArrayList<>();

    public SpectralBound(NetworkShape shape, SplittableRandom random) {
        this.shape = shape;
        layout = BlockLayout.of(shape);
        matrices = layout.matrices();
        for (int block = 0; block < shape.blocks(); block++) {
            for (BlockLayout.Tensor matrix : matrices) {
                var vector = new float[Math.min(matrix.rows(), matrix.columns())];
                for (int i = 0; i < vector.length; i++) {
                    vector[i] = (float) random.nextDouble(0.5, 1);
                }
                normalize(vector);
                vectors.add(vector);
            }
        }
    }

    /** Draws the weights back to where blocks are contractive and scales are not near 0; in place. */
    public void apply(List<float[]> blocks) {
        for (int block = 0; block < blocks.size(); block++) {
            float[] weights = blocks.get(block);
            double product = 1;
            for (int i = 0; i < matrices.size(); i++) {
                product *= estimate(matrices.get(i), weights, vectors.get(block * matrices.size() + i));
            }
            shrink(weights, product);
        }
    }

    /** The same by exact norms, for weights that are to be published. */
    public Network exactly(Network network) {
        var blocks = new ArrayList<float[]>();
        for (float[] block : network.blocks()) {
            float[] weights = block.clone();
            double product = 1;
            for (BlockLayout.Tensor matrix : matrices) {
                product *= LipschitzBound.spectralNorm(matrix, weights);
            }
            shrink(weights, product);
            blocks.add(weights);
        }
        return new Network(shape, blocks, true);
    }

    /** What a checkpoint must hold: the arrays themselves. */
    List<float[]> vectors() {
        return vectors;
    }

    private void shrink(float[] weights, double product) {
        if (product > LIMIT) {
            float factor = (float) Math.pow(LIMIT / product, 1.0 / matrices.size());
            for (int i = 0; i < layout.output().end(); i++) {
                weights[i] *= factor;
            }
        }
        for (int i = layout.scale().from(); i < layout.scale().end(); i++) {
            weights[i] = Math.max(weights[i], LipschitzBound.MIN_SCALE);
        }
    }

    /** A spectral norm from below; turns the vector towards the singular vector. */
    private static double estimate(BlockLayout.Tensor matrix, float[] weights, float[] vector) {
        boolean byRows = matrix.rows() <= matrix.columns();
        int shorter = vector.length;
        int longer = Math.max(matrix.rows(), matrix.columns());
        double norm = 0;
        var image = new double[longer];
        for (int iteration = 0; iteration < POWER_ITERATIONS; iteration++) {
            double square = 0;
            for (int k = 0; k < longer; k++) {
                double sum = 0;
                for (int i = 0; i < shorter; i++) {
                    sum += vector[i] * weights[byRows ? matrix.at(i, k) : matrix.at(k, i)];
                }
                image[k] = sum;
                square += sum * sum;
            }
            norm = Math.sqrt(square);
            for (int i = 0; i < shorter; i++) {
                double sum = 0;
                for (int k = 0; k < longer; k++) {
                    sum += image[k] * weights[byRows ? matrix.at(i, k) : matrix.at(k, i)];
                }
                vector[i] = (float) sum;
            }
            normalize(vector);
        }
        return norm;
    }

    private static void normalize(float[] vector) {
        double square = 0;
        for (float value : vector) {
            square += (double) value * value;
        }
        double norm = Math.sqrt(square);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = norm == 0 ? 1 : (float) (vector[i] / norm);
        }
    }
}
