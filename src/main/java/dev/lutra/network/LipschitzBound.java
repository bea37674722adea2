package dev.lutra.network;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;

/**
 * Proves that a network is bijective: each block x + f(x) is invertible, because f is a contraction, and no scale of a
 * channel is 0.
 *
 * <p>The derivative of tanh is at most 1, and a bias does not change the derivative. So the product of the largest
 * singular values of its matrices is a Lipschitz constant of f (paper, appendix C). They are computed in float64 from
 * the stored weights.
 */
public final class LipschitzBound {

    /** The smallest permitted scale of a channel, because the inverse divides by it. It is exact in float16. */
    public static final float MIN_SCALE = 0.125f;

    /** The resolution of a float32 inside the blocks, where values are within about ±2. */
    public static final float RESOLUTION = 0x1p-22f;

    private LipschitzBound() {}

    /**
     * The largest Lipschitz constant among the blocks.
     *
     * @return L, 0 ≤ L &lt; 1
     * @throws NotBijective if a block is not a contraction, if looks scale its hidden units, or if a scale of a channel
     *     is below {@link #MIN_SCALE}
     */
    public static double contraction(Network network) {
        if (!network.shape().scaled().isEmpty()) {
            throw new NotBijective("looks scale hidden units, and each look has another Lipschitz constant");
        }
        var layout = BlockLayout.of(network.shape());
        double largest = 0;
        for (int block = 0; block < network.blocks().size(); block++) {
            float[] weights = network.blocks().get(block);
            double product = 1;
            for (BlockLayout.Tensor matrix : layout.matrices()) {
                product *= spectralNorm(matrix, weights);
            }
            // This form of the condition also rejects NaN.
            if (!(product < 1)) {
                throw new NotBijective(
                        "block %d has a Lipschitz constant of %s, not below 1".formatted(block, product));
            }
            requireScales(block, layout, weights);
            largest = Math.max(largest, product);
        }
        return largest;
    }

    /**
     * The number of fixed-point iterations x ← y − f(x) that approximate x to within the {@link #RESOLUTION}. They
     * start at y, where the error is |f(x)|, at most about 1. Each iteration multiplies the error by L or less
     * (Banach).
     *
     * @param contraction L, 0…1
     * @return 1 or more
     */
    public static int steps(double contraction) {
        return (int) Math.max(1, Math.ceil(Math.log(RESOLUTION) / Math.log(contraction)));
    }

    /** The largest singular value of a matrix; NaN if a weight is not finite. */
    public static double spectralNorm(BlockLayout.Tensor matrix, float[] weights) {
        var values = new DMatrixRMaj(matrix.rows(), matrix.columns());
        for (int i = 0; i < matrix.size(); i++) {
            float weight = weights[matrix.from() + i];
            if (!Float.isFinite(weight)) {
                // EJML returns the norm 0 for a matrix with NaN.
                return Double.NaN;
            }
            values.set(i, weight);
        }
        return NormOps_DDRM.inducedP2(values);
    }

    private static void requireScales(int block, BlockLayout layout, float[] weights) {
        for (int i = layout.scale().from(); i < layout.shift().end(); i++) {
            boolean isScale = i < layout.scale().end();
            if (!Float.isFinite(weights[i]) || isScale && weights[i] < MIN_SCALE) {
                throw new NotBijective("block %d has a channel scale or shift of %s".formatted(block, weights[i]));
            }
        }
    }
}
