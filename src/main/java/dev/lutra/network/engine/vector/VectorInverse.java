package dev.lutra.network.engine.vector;

import static dev.lutra.network.engine.vector.VectorMath.LANES;
import static dev.lutra.network.engine.vector.VectorMath.SPECIES;

import dev.lutra.network.LipschitzBound;
import dev.lutra.network.NetworkShape;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The inverse of a bijective network for as many points at once as a vector has lanes, on one thread at a time: blocks in
 * reverse order, the scale and the shift undone, then y = x + f(x) solved for x.
 *
 * <p>By Newton's method, which takes a handful of evaluations of f and its slopes, where the fixed-point iteration
 * x ← y − f(x) (Behrmann et al. 2019; paper, appendix C) takes dozens for the slowest of a few points. Where a Newton
 * step does not bring the residual y − x − f(x) down by the factor that the fixed-point iteration guarantees, that one's
 * step is taken instead; so its bound on the number of iterations holds, at two evaluations each.
 */
final class VectorInverse {

    /** Of the residual, over x where that is beyond 1. One more Newton step from there ends in float32's own noise. */
    private static final float CLOSE = 0x1p-16f;

    private final VectorNetwork network;
    private final NetworkShape shape;

    private final float[] x = new float[3 * LANES];
    private final float[] y = new float[3 * LANES];
    /** The x of the least residual so far, that residual, and its squared length. */
    private final float[] best = new float[3 * LANES];

    private final float[] bestResidual = new float[3 * LANES];
    private final float[] bestSquare = new float[LANES];
    /** Activations of a layer, a vector of points for each unit, and their slopes along the three channels of x. */
    private float[][] layer;

    private float[][] nextLayer;

    VectorInverse(VectorNetwork network, NetworkShape shape) {
        this.network = network;
        this.shape = shape;
        layer = new float[4][shape.width() * LANES];
        nextLayer = new float[4][shape.width() * LANES];
    }

    /**
     * Inverts the blocks.
     *
     * @param colors colours after the last block, a vector of points for each channel; receives those before the first
     * @param embedding block by block, not padded
     * @param contraction the largest Lipschitz constant of a block, below 1
     */
    void run(float[] colors, float[] embedding, double contraction) {
        for (int block = shape.blocks() - 1; block >= 0; block--) {
            float[][] weights = network.weights(block);
            for (int channel = 0; channel < 3; channel++) {
                FloatVector.fromArray(SPECIES, colors, channel * LANES)
                        .sub(weights[shape.layers() + 2][channel])
                        .div(weights[shape.layers() + 1][channel])
                        .intoArray(y, channel * LANES);
            }
            solve(weights, embedding, block * shape.embeddingPerBlock(), contraction);
            System.arraycopy(x, 0, colors, 0, colors.length);
        }
    }

    /** From x = y on, until every lane is close. */
    private void solve(float[][] weights, float[] embedding, int bias, double contraction) {
        System.arraycopy(y, 0, x, 0, x.length);
        FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY).intoArray(bestSquare, 0);
        int evaluations = 2 * LipschitzBound.steps(contraction);
        boolean close = false;
        for (int evaluation = 0; evaluation < evaluations && !close; evaluation++) {
            first(weights[0], embedding, bias);
            for (int next = 1; next < shape.layers(); next++) {
                inner(weights[next], embedding, next < shape.biasedLayers() ? bias + next * shape.width() : -1);
            }
            close = step(weights[shape.layers()], (float) (contraction * contraction));
        }
    }

    private void first(float[] w, float[] embedding, int bias) {
        int columns = network.columns(0);
        FloatVector red = FloatVector.fromArray(SPECIES, x, 0);
        FloatVector green = FloatVector.fromArray(SPECIES, x, LANES);
        FloatVector blue = FloatVector.fromArray(SPECIES, x, 2 * LANES);
        for (int unit = 0; unit < shape.width(); unit++) {
            FloatVector sum = red.fma(value(w[unit]), value(embedding[bias + unit]));
            sum = green.fma(value(w[columns + unit]), sum);
            sum = blue.fma(value(w[2 * columns + unit]), sum);
            sum.intoArray(layer[0], unit * LANES);
        }
        VectorMath.tanh(layer[0], layer[0].length);
        for (int unit = 0; unit < shape.width(); unit++) {
            FloatVector slope = slopeOfTanh(layer[0], unit * LANES);
            slope.mul(w[unit]).intoArray(layer[1], unit * LANES);
            slope.mul(w[columns + unit]).intoArray(layer[2], unit * LANES);
            slope.mul(w[2 * columns + unit]).intoArray(layer[3], unit * LANES);
        }
    }

    /** @param bias index of the first of its biases, or −1 if it has none */
    private void inner(float[] w, float[] embedding, int bias) {
        int columns = network.columns(1);
        for (int unit = 0; unit < shape.width(); unit++) {
            FloatVector sum = value(bias < 0 ? 0 : embedding[bias + unit]);
            FloatVector byRed = value(0);
            FloatVector byGreen = value(0);
            FloatVector byBlue = value(0);
            for (int in = 0; in < shape.width(); in++) {
                FloatVector weight = value(w[in * columns + unit]);
                sum = FloatVector.fromArray(SPECIES, layer[0], in * LANES).fma(weight, sum);
                byRed = FloatVector.fromArray(SPECIES, layer[1], in * LANES).fma(weight, byRed);
                byGreen = FloatVector.fromArray(SPECIES, layer[2], in * LANES).fma(weight, byGreen);
                byBlue = FloatVector.fromArray(SPECIES, layer[3], in * LANES).fma(weight, byBlue);
            }
            sum.intoArray(nextLayer[0], unit * LANES);
            byRed.intoArray(nextLayer[1], unit * LANES);
            byGreen.intoArray(nextLayer[2], unit * LANES);
            byBlue.intoArray(nextLayer[3], unit * LANES);
        }
        VectorMath.tanh(nextLayer[0], nextLayer[0].length);
        for (int at = 0; at < nextLayer[0].length; at += LANES) {
            FloatVector slope = slopeOfTanh(nextLayer[0], at);
            for (int channel = 1; channel <= 3; channel++) {
                FloatVector.fromArray(SPECIES, nextLayer[channel], at)
                        .mul(slope)
                        .intoArray(nextLayer[channel], at);
            }
        }
        float[][] swap = layer;
        layer = nextLayer;
        nextLayer = swap;
    }

    /**
     * Moves x by one step.
     *
     * @param w the last matrix
     * @param factor by which the squared residual has to fall
     * @return true if every lane was close before
     */
    private boolean step(float[] w, float factor) {
        FloatVector red = FloatVector.fromArray(SPECIES, x, 0);
        FloatVector green = FloatVector.fromArray(SPECIES, x, LANES);
        FloatVector blue = FloatVector.fromArray(SPECIES, x, 2 * LANES);
        FloatVector f0 = red;
        FloatVector f1 = green;
        FloatVector f2 = blue;
        // Element (row, column) of the slopes of x + f(x): of channel row along channel column.
        FloatVector a00 = value(1);
        FloatVector a01 = value(0);
        FloatVector a02 = value(0);
        FloatVector a10 = value(0);
        FloatVector a11 = value(1);
        FloatVector a12 = value(0);
        FloatVector a20 = value(0);
        FloatVector a21 = value(0);
        FloatVector a22 = value(1);
        for (int unit = 0; unit < shape.width(); unit++) {
            FloatVector w0 = value(w[unit * VectorNetwork.COLOR]);
            FloatVector w1 = value(w[unit * VectorNetwork.COLOR + 1]);
            FloatVector w2 = value(w[unit * VectorNetwork.COLOR + 2]);
            FloatVector part = FloatVector.fromArray(SPECIES, layer[0], unit * LANES);
            f0 = part.fma(w0, f0);
            f1 = part.fma(w1, f1);
            f2 = part.fma(w2, f2);
            part = FloatVector.fromArray(SPECIES, layer[1], unit * LANES);
            a00 = part.fma(w0, a00);
            a10 = part.fma(w1, a10);
            a20 = part.fma(w2, a20);
            part = FloatVector.fromArray(SPECIES, layer[2], unit * LANES);
            a01 = part.fma(w0, a01);
            a11 = part.fma(w1, a11);
            a21 = part.fma(w2, a21);
            part = FloatVector.fromArray(SPECIES, layer[3], unit * LANES);
            a02 = part.fma(w0, a02);
            a12 = part.fma(w1, a12);
            a22 = part.fma(w2, a22);
        }
        FloatVector r0 = FloatVector.fromArray(SPECIES, y, 0).sub(f0);
        FloatVector r1 = FloatVector.fromArray(SPECIES, y, LANES).sub(f1);
        FloatVector r2 = FloatVector.fromArray(SPECIES, y, 2 * LANES).sub(f2);
        FloatVector square = squaredLength(r0, r1, r2);
        VectorMask<Float> better = square.compare(
                VectorOperators.LE,
                FloatVector.fromArray(SPECIES, bestSquare, 0).mul(factor));

        // Cramer's rule.
        FloatVector c00 = a11.mul(a22).sub(a12.mul(a21));
        FloatVector c01 = a12.mul(a20).sub(a10.mul(a22));
        FloatVector c02 = a10.mul(a21).sub(a11.mul(a20));
        FloatVector determinant = a00.mul(c00).add(a01.mul(c01)).add(a02.mul(c02));
        FloatVector move0 = r0.mul(c00)
                .add(r1.mul(a02.mul(a21).sub(a01.mul(a22))))
                .add(r2.mul(a01.mul(a12).sub(a02.mul(a11))));
        FloatVector move1 = r0.mul(c01)
                .add(r1.mul(a00.mul(a22).sub(a02.mul(a20))))
                .add(r2.mul(a02.mul(a10).sub(a00.mul(a12))));
        FloatVector move2 = r0.mul(c02)
                .add(r1.mul(a01.mul(a20).sub(a00.mul(a21))))
                .add(r2.mul(a00.mul(a11).sub(a01.mul(a10))));
        move(0, red, r0, move0.div(determinant), better);
        move(LANES, green, r1, move1.div(determinant), better);
        move(2 * LANES, blue, r2, move2.div(determinant), better);
        square.intoArray(bestSquare, 0, better);
        return square.compare(
                        VectorOperators.LE,
                        squaredLength(red, green, blue).max(1).mul(CLOSE * CLOSE))
                .allTrue();
    }

    /** One channel's step: by Newton where that goes well, else by the fixed-point iteration from the best x. */
    private void move(int at, FloatVector from, FloatVector residual, FloatVector newton, VectorMask<Float> better) {
        from.intoArray(best, at, better);
        residual.intoArray(bestResidual, at, better);
        FloatVector.fromArray(SPECIES, best, at)
                .add(FloatVector.fromArray(SPECIES, bestResidual, at))
                .blend(from.add(newton), better)
                .intoArray(x, at);
    }

    /** d/dz tanh = 1 − tanh². */
    private static FloatVector slopeOfTanh(float[] activations, int at) {
        FloatVector h = FloatVector.fromArray(SPECIES, activations, at);
        return value(1).sub(h.mul(h));
    }

    private static FloatVector squaredLength(FloatVector a, FloatVector b, FloatVector c) {
        return a.mul(a).add(b.mul(b)).add(c.mul(c));
    }

    private static FloatVector value(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
