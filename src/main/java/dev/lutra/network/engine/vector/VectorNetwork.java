package dev.lutra.network.engine.vector;

import static dev.lutra.network.engine.vector.PaddedLayout.COLOR;
import static dev.lutra.network.engine.vector.VectorMath.LANES;
import static dev.lutra.network.engine.vector.VectorMath.SPECIES;

import dev.lutra.network.Network;
import dev.lutra.network.NetworkShape;
import jdk.incubator.vector.FloatVector;

/** The shared weights in the layout for vector registers, and the forward pass of one LUT through them. */
final class VectorNetwork {

    private final NetworkShape shape;
    private final PaddedLayout layout;
    private final Matrix noBias;
    private final PaddedBlock[] weights;
    /** The transposed matrices. Their scales and shifts are unused. */
    private final PaddedBlock[] transposed;

    VectorNetwork(Network network) {
        shape = network.shape();
        layout = new PaddedLayout(shape);
        noBias = Matrix.repeated(new float[layout.width()], 0);
        weights = layout.allocate();
        transposed = layout.allocate();
        load(network);
    }

    /** Loads other values of the same shape. */
    void load(Network network) {
        layout.pad(network, weights, transposed);
    }

    NetworkShape shape() {
        return shape;
    }

    PaddedLayout layout() {
        return layout;
    }

    PaddedBlock weights(int block) {
        return weights[block];
    }

    /** The matrix of a layer, with a row for each input. */
    Matrix matrix(int block, int layer) {
        return Matrix.rows(weights[block].matrices()[layer], layout.columns(layer));
    }

    /** The transposed matrix of a layer, with a row for each output. */
    Matrix transposed(int block, int layer) {
        return Matrix.rows(transposed[block].matrices()[layer], layout.transposedColumns(layer));
    }

    /** The zero biases of a hidden layer without biases. */
    Matrix noBias() {
        return noBias;
    }

    /**
     * Allocates the memory for a pass.
     *
     * @param points a multiple of 8
     * @param keep true to keep all values that a backward pass needs
     */
    Activations activations(int points, boolean keep) {
        return new Activations(shape, layout.width(), points, keep);
    }

    /**
     * Runs the blocks from {@link Activations#input} to {@link Activations#output}.
     *
     * @param embedding the embedding, padded
     */
    void forward(Activations activations, int points, float[] embedding) {
        for (int block = 0; block < shape.blocks(); block++) {
            Matrix x = Matrix.rows(activations.colors(block), COLOR);
            Matrix previous = x;
            for (int layer = 0; layer < shape.layers(); layer++) {
                Matrix next = Matrix.rows(activations.hidden(block, layer), layout.width());
                Matrix bias =
                        layer < shape.biasedLayers() ? Matrix.repeated(embedding, layout.bias(block, layer)) : noBias;
                int inputs = layer == 0 ? 3 : shape.width();
                new MatrixProduct(previous, matrix(block, layer), bias, next, inputs).compute(points, layout.width());
                VectorMath.tanh(next.values(), points * layout.width());
                previous = next;
            }
            Matrix moved = Matrix.rows(activations.moved(block), COLOR);
            new MatrixProduct(previous, matrix(block, shape.layers()), x, moved, shape.width()).compute(points, COLOR);
            scaleAndShift(moved.values(), weights[block], activations.colors(block + 1), points);
        }
    }

    private static void scaleAndShift(float[] from, PaddedBlock weights, float[] to, int points) {
        for (int lane = 0; lane < COLOR; lane += LANES) {
            FloatVector scale = FloatVector.fromArray(SPECIES, weights.scale(), lane);
            FloatVector shift = FloatVector.fromArray(SPECIES, weights.shift(), lane);
            for (int at = lane; at < points * COLOR; at += COLOR) {
                FloatVector.fromArray(SPECIES, from, at).fma(scale, shift).intoArray(to, at);
            }
        }
    }
}
