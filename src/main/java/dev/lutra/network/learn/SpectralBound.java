package dev.lutra.network.learn;

import dev.lutra.network.BlockLayout;
import dev.lutra.network.LipschitzBound;
import dev.lutra.network.Network;
import dev.lutra.network.NetworkShape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Keeps the blocks of a network contractive during training. If the product of the spectral norms of a block exceeds
 * {@link #LIMIT} after a step, all of its matrices are scaled down by one factor (paper, appendix C, equation 3).
 *
 * <p>Only the product decides whether a block can be inverted. A bound on each single matrix would forbid a steep first
 * layer before a flat last one, and so nearly all curvature of tanh.
 *
 * <p>Power iteration computes the norms. Its vectors continue from step to step.
 */
public final class SpectralBound {

    /**
     * The largest permitted product. The fidelity was the same as with 0.98, and the inverse converges sooner. The
     * distance to 1 is far more than the effect of float16 rounding, which is 2⁻¹¹ of the Frobenius norm of a matrix.
     */
    public static final double LIMIT = 0.9;

    private static final int POWER_ITERATIONS = 2;

    private final NetworkShape shape;
    private final BlockLayout layout;
    private final List<BlockLayout.Tensor> matrices;
    /** The vectors, one for each block and matrix, with the length of the shorter side of the matrix. */
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

    /** Scales weights so that blocks are contractive and scales are not near 0, in place. */
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

    /** Does the same with exact norms, for weights that will be published. */
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

    /** The vectors for a checkpoint, not copied. */
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

    /** A lower estimate of a spectral norm. It also turns the vector towards the singular vector. */
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
