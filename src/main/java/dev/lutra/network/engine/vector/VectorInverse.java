package dev.lutra.network.engine.vector;

import static dev.lutra.network.engine.vector.VectorMath.LANES;
import static dev.lutra.network.engine.vector.VectorMath.SPECIES;

import dev.lutra.network.LipschitzBound;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The inverse of a bijective network for as many points at once as a vector has lanes, on one thread at a time. In
 * reverse order it undoes the scale and the shift of each block, and solves y = x + f(x) for x.
 *
 * <p>The method is Newton's, which takes a handful of evaluations of f and its derivatives. The fixed-point iteration x
 * ← y − f(x) (Behrmann et al. 2019; paper, appendix C) takes dozens for the slowest of a few points. If a Newton step
 * does not reduce the residual y − x − f(x) by the factor that the fixed-point iteration guarantees, a fixed-point step
 * replaces it. So the bound on the number of iterations still holds, with two evaluations each.
 */
final class VectorInverse {

    /**
     * The largest final residual, relative to x if x exceeds 1. One more Newton step from there reaches the rounding
     * noise of float32.
     */
    private static final float CLOSE = 0x1p-16f;

    private final VectorNetwork network;
    private final BlockDerivatives derivatives;

    private final float[] x = new float[3 * LANES];
    private final float[] y = new float[3 * LANES];
    private final float[] residual = new float[3 * LANES];
    private final float[] newton = new float[3 * LANES];
    /** The x with the smallest residual so far, that residual, and its squared length. */
    private final float[] best = new float[3 * LANES];

    private final float[] bestResidual = new float[3 * LANES];
    private final float[] bestSquare = new float[LANES];

    VectorInverse(VectorNetwork network) {
        this.network = network;
        derivatives = new BlockDerivatives(network);
    }

    /**
     * Inverts the blocks.
     *
     * @param folded the weights, with the scales of the LUT folded in
     * @param colors the colours after the last block, a vector of points for each channel; receives the colours before
     *     the first block
     * @param embedding the numbers block by block, not padded
     * @param contraction the largest Lipschitz constant of a block, below 1
     */
    void run(PaddedBlock[] folded, float[] colors, float[] embedding, double contraction) {
        for (int block = network.shape().blocks() - 1; block >= 0; block--) {
            PaddedBlock weights = folded[block];
            for (int channel = 0; channel < 3; channel++) {
                FloatVector.fromArray(SPECIES, colors, channel * LANES)
                        .sub(weights.shift()[channel])
                        .div(weights.scale()[channel])
                        .intoArray(y, channel * LANES);
            }
            solve(weights, block, embedding, contraction);
            System.arraycopy(x, 0, colors, 0, colors.length);
        }
    }

    /** Iterates from x = y until every lane is close. */
    private void solve(PaddedBlock weights, int block, float[] embedding, double contraction) {
        System.arraycopy(y, 0, x, 0, x.length);
        FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY).intoArray(bestSquare, 0);
        int evaluations = 2 * LipschitzBound.steps(contraction);
        boolean close = false;
        for (int evaluation = 0; evaluation < evaluations && !close; evaluation++) {
            derivatives.evaluate(weights, block, embedding, x);
            takeResidual(derivatives.value());
            takeNewtonStep(derivatives.jacobian());
            close = isClose();
            update((float) (contraction * contraction));
        }
    }

    private void takeResidual(float[] value) {
        for (int at = 0; at < residual.length; at += LANES) {
            vector(y, at).sub(vector(value, at)).intoArray(residual, at);
        }
    }

    /**
     * Divides the residual by the Jacobian matrix: multiplies by its adjugate and divides by its determinant (Cramer's
     * rule).
     */
    private void takeNewtonStep(float[] jacobian) {
        FloatVector a00 = vector(jacobian, 0);
        FloatVector a01 = vector(jacobian, LANES);
        FloatVector a02 = vector(jacobian, 2 * LANES);
        FloatVector a10 = vector(jacobian, 3 * LANES);
        FloatVector a11 = vector(jacobian, 4 * LANES);
        FloatVector a12 = vector(jacobian, 5 * LANES);
        FloatVector a20 = vector(jacobian, 6 * LANES);
        FloatVector a21 = vector(jacobian, 7 * LANES);
        FloatVector a22 = vector(jacobian, 8 * LANES);
        FloatVector r0 = vector(residual, 0);
        FloatVector r1 = vector(residual, LANES);
        FloatVector r2 = vector(residual, 2 * LANES);
        FloatVector c00 = a11.mul(a22).sub(a12.mul(a21));
        FloatVector c01 = a12.mul(a20).sub(a10.mul(a22));
        FloatVector c02 = a10.mul(a21).sub(a11.mul(a20));
        FloatVector determinant = a00.mul(c00).add(a01.mul(c01)).add(a02.mul(c02));
        r0.mul(c00)
                .add(r1.mul(a02.mul(a21).sub(a01.mul(a22))))
                .add(r2.mul(a01.mul(a12).sub(a02.mul(a11))))
                .div(determinant)
                .intoArray(newton, 0);
        r0.mul(c01)
                .add(r1.mul(a00.mul(a22).sub(a02.mul(a20))))
                .add(r2.mul(a02.mul(a10).sub(a00.mul(a12))))
                .div(determinant)
                .intoArray(newton, LANES);
        r0.mul(c02)
                .add(r1.mul(a01.mul(a20).sub(a00.mul(a21))))
                .add(r2.mul(a00.mul(a11).sub(a01.mul(a10))))
                .div(determinant)
                .intoArray(newton, 2 * LANES);
    }

    /** True if the residual of every lane is small. */
    private boolean isClose() {
        return squaredLength(residual)
                .compare(VectorOperators.LE, squaredLength(x).max(1).mul(CLOSE * CLOSE))
                .allTrue();
    }

    /**
     * Moves x: by a Newton step if the residual has fallen, otherwise by a fixed-point step from the best x.
     *
     * @param factor the factor by which the squared residual must fall
     */
    private void update(float factor) {
        FloatVector square = squaredLength(residual);
        VectorMask<Float> better =
                square.compare(VectorOperators.LE, vector(bestSquare, 0).mul(factor));
        for (int at = 0; at < x.length; at += LANES) {
            FloatVector from = vector(x, at);
            from.intoArray(best, at, better);
            vector(residual, at).intoArray(bestResidual, at, better);
            vector(best, at)
                    .add(vector(bestResidual, at))
                    .blend(from.add(vector(newton, at)), better)
                    .intoArray(x, at);
        }
        square.intoArray(bestSquare, 0, better);
    }

    private static FloatVector squaredLength(float[] triples) {
        FloatVector a = vector(triples, 0);
        FloatVector b = vector(triples, LANES);
        FloatVector c = vector(triples, 2 * LANES);
        return a.mul(a).add(b.mul(b)).add(c.mul(c));
    }

    private static FloatVector vector(float[] values, int at) {
        return FloatVector.fromArray(SPECIES, values, at);
    }
}
