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

    /** The weights of all blocks, without the scales of a LUT. */
    PaddedBlock[] weights() {
        return weights;
    }

    /**
     * The weights with the scales of a LUT folded into the columns of their matrices, so that a decode costs the same
     * with and without scales.
     *
     * @param embedding the embedding, padded
     */
    PaddedBlock[] folded(float[] embedding) {
        if (shape.scaled().isEmpty()) {
            return weights;
        }
        var folded = new PaddedBlock[weights.length];
        for (int block = 0; block < folded.length; block++) {
            float[][] matrices = weights[block].matrices().clone();
            for (int layer : shape.scaled()) {
                matrices[layer] = scaledColumns(matrices[layer], embedding, layout.scale(block, layer));
            }
            folded[block] = new PaddedBlock(matrices, weights[block].scale(), weights[block].shift());
        }
        return folded;
    }

    private float[] scaledColumns(float[] matrix, float[] embedding, int scale) {
        var scaled = new float[matrix.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = matrix[i] * (1 + embedding[scale + i % layout.width()]);
        }
        return scaled;
    }

    /**
     * Runs the blocks from {@link Activations#input} to {@link Activations#output}.
     *
     * @param weights {@link #weights()} if the activations are kept, otherwise {@link #folded}
     * @param embedding the embedding, padded
     */
    void forward(PaddedBlock[] weights, Activations activations, int points, float[] embedding) {
        for (int block = 0; block < shape.blocks(); block++) {
            Matrix x = Matrix.rows(activations.colors(block), COLOR);
            Matrix previous = x;
            for (int layer = 0; layer < shape.layers(); layer++) {
                previous = throughLayer(weights, activations, points, embedding, block, layer, previous);
            }
            Matrix moved = Matrix.rows(activations.moved(block), COLOR);
            Matrix output = Matrix.rows(weights[block].matrices()[shape.layers()], COLOR);
            new MatrixProduct(previous, output, x, moved, shape.width()).compute(points, COLOR);
            scaleAndShift(moved.values(), weights[block], activations.colors(block + 1), points);
        }
    }

    private Matrix throughLayer(
            PaddedBlock[] weights,
            Activations activations,
            int points,
            float[] embedding,
            int block,
            int layer,
            Matrix previous) {
        int width = layout.width();
        int inputs = layer == 0 ? 3 : shape.width();
        Matrix matrix = Matrix.rows(weights[block].matrices()[layer], width);
        Matrix next = Matrix.rows(activations.hidden(block, layer), width);
        float[] sums = activations.sums(block, layer);
        if (sums == null) {
            Matrix bias = layer < shape.biasedLayers() ? Matrix.repeated(embedding, layout.bias(block, layer)) : noBias;
            new MatrixProduct(previous, matrix, bias, next, inputs).compute(points, width);
        } else {
            new MatrixProduct(previous, matrix, noBias, Matrix.rows(sums, width), inputs).compute(points, width);
            scaleAndBias(sums, embedding, layout.scale(block, layer), layout.bias(block, layer), next.values(), points);
        }
        VectorMath.tanh(next.values(), points * width);
        return next;
    }

    /** (1 + s)·z + b. */
    private void scaleAndBias(float[] sums, float[] embedding, int scale, int bias, float[] to, int points) {
        int width = layout.width();
        for (int column = 0; column < width; column += LANES) {
            FloatVector factor =
                    FloatVector.fromArray(SPECIES, embedding, scale + column).add(1);
            FloatVector offset = FloatVector.fromArray(SPECIES, embedding, bias + column);
            for (int at = column; at < points * width; at += width) {
                FloatVector.fromArray(SPECIES, sums, at).fma(factor, offset).intoArray(to, at);
            }
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
