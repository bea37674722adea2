package dev.lutra.network.engine.vector;

import static dev.lutra.network.engine.vector.PaddedLayout.COLOR;
import static dev.lutra.network.engine.vector.VectorMath.LANES;
import static dev.lutra.network.engine.vector.VectorMath.SPECIES;

import dev.lutra.network.BlockLayout;
import dev.lutra.network.NetworkShape;
import jdk.incubator.vector.FloatVector;

/**
 * A block x + f(x), before its scale and shift, and its derivatives with respect to the three channels of x. It
 * evaluates as many points at once as a vector has lanes, with forward differentiation: each layer computes its values
 * and their derivatives together.
 */
final class BlockDerivatives {

    private final VectorNetwork network;
    private final NetworkShape shape;
    private final BlockLayout biases;
    /**
     * The activations of a layer, then their derivatives with respect to each channel: a vector of points for each
     * unit.
     */
    private float[][] layer;

    private float[][] nextLayer;

    private final float[] value = new float[3 * LANES];
    private final float[] jacobian = new float[9 * LANES];

    BlockDerivatives(VectorNetwork network) {
        this.network = network;
        shape = network.shape();
        biases = BlockLayout.of(shape);
        layer = new float[4][shape.width() * LANES];
        nextLayer = new float[4][shape.width() * LANES];
    }

    /**
     * Evaluates a block.
     *
     * @param weights the weights of the block, with the scales of the LUT folded in
     * @param block the number of the block
     * @param embedding the embedding, not padded
     * @param x a vector of points for each channel
     */
    void evaluate(PaddedBlock weights, int block, float[] embedding, float[] x) {
        float[][] matrices = weights.matrices();
        first(matrices[0], embedding, biases.bias(block, 0), x);
        for (int next = 1; next < shape.layers(); next++) {
            int bias = next < shape.biasedLayers() ? biases.bias(block, next) : -1;
            inner(matrices[next], embedding, bias);
        }
        output(matrices[shape.layers()], x);
    }

    /** x + f(x) of the last evaluation, a vector of points for each channel. */
    float[] value() {
        return value;
    }

    /**
     * The derivatives of {@link #value}, a vector of points for each: of channel {@code i / 3} with respect to channel
     * {@code i % 3}.
     */
    float[] jacobian() {
        return jacobian;
    }

    private void first(float[] w, float[] embedding, int bias, float[] x) {
        int columns = network.layout().columns(0);
        FloatVector red = FloatVector.fromArray(SPECIES, x, 0);
        FloatVector green = FloatVector.fromArray(SPECIES, x, LANES);
        FloatVector blue = FloatVector.fromArray(SPECIES, x, 2 * LANES);
        for (int unit = 0; unit < shape.width(); unit++) {
            FloatVector sum = red.fma(constant(w[unit]), constant(embedding[bias + unit]));
            sum = green.fma(constant(w[columns + unit]), sum);
            sum = blue.fma(constant(w[2 * columns + unit]), sum);
            sum.intoArray(layer[0], unit * LANES);
        }
        VectorMath.tanh(layer[0], layer[0].length);
        for (int unit = 0; unit < shape.width(); unit++) {
            FloatVector derivative = derivativeOfTanh(layer[0], unit * LANES);
            derivative.mul(w[unit]).intoArray(layer[1], unit * LANES);
            derivative.mul(w[columns + unit]).intoArray(layer[2], unit * LANES);
            derivative.mul(w[2 * columns + unit]).intoArray(layer[3], unit * LANES);
        }
    }

    /** @param bias the index of the first of its biases, or −1 if it has none */
    private void inner(float[] w, float[] embedding, int bias) {
        int columns = network.layout().columns(1);
        for (int unit = 0; unit < shape.width(); unit++) {
            FloatVector sum = constant(bias < 0 ? 0 : embedding[bias + unit]);
            FloatVector byRed = constant(0);
            FloatVector byGreen = constant(0);
            FloatVector byBlue = constant(0);
            for (int in = 0; in < shape.width(); in++) {
                FloatVector weight = constant(w[in * columns + unit]);
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
            FloatVector derivative = derivativeOfTanh(nextLayer[0], at);
            for (int channel = 1; channel <= 3; channel++) {
                FloatVector.fromArray(SPECIES, nextLayer[channel], at)
                        .mul(derivative)
                        .intoArray(nextLayer[channel], at);
            }
        }
        float[][] swap = layer;
        layer = nextLayer;
        nextLayer = swap;
    }

    /**
     * The channels are computed one after another, which takes fewer registers and less time than all three at once.
     */
    private void output(float[] w, float[] x) {
        for (int channel = 0; channel < 3; channel++) {
            FloatVector sum = FloatVector.fromArray(SPECIES, x, channel * LANES);
            FloatVector byRed = constant(channel == 0 ? 1 : 0);
            FloatVector byGreen = constant(channel == 1 ? 1 : 0);
            FloatVector byBlue = constant(channel == 2 ? 1 : 0);
            for (int unit = 0; unit < shape.width(); unit++) {
                FloatVector weight = constant(w[unit * COLOR + channel]);
                sum = FloatVector.fromArray(SPECIES, layer[0], unit * LANES).fma(weight, sum);
                byRed = FloatVector.fromArray(SPECIES, layer[1], unit * LANES).fma(weight, byRed);
                byGreen = FloatVector.fromArray(SPECIES, layer[2], unit * LANES).fma(weight, byGreen);
                byBlue = FloatVector.fromArray(SPECIES, layer[3], unit * LANES).fma(weight, byBlue);
            }
            sum.intoArray(value, channel * LANES);
            byRed.intoArray(jacobian, 3 * channel * LANES);
            byGreen.intoArray(jacobian, (3 * channel + 1) * LANES);
            byBlue.intoArray(jacobian, (3 * channel + 2) * LANES);
        }
    }

    /** d/dz tanh = 1 − tanh². */
    private static FloatVector derivativeOfTanh(float[] activations, int at) {
        FloatVector h = FloatVector.fromArray(SPECIES, activations, at);
        return constant(1).sub(h.mul(h));
    }

    private static FloatVector constant(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
