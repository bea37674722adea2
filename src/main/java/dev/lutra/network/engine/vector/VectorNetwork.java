package dev.lutra.network.engine.vector;

import static dev.lutra.network.engine.vector.VectorMath.LANES;
import static dev.lutra.network.engine.vector.VectorMath.SPECIES;

import dev.lutra.network.Network;
import dev.lutra.network.NetworkShape;
import dev.lutra.network.engine.vector.VectorMath.Matrix;
import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;

/**
 * The shared weights laid out for vector registers, with the forward and the backward pass of one LUT through them.
 *
 * <p>Rows are points, columns are units. Widths are padded with zeros to whole vectors, colours to {@link #COLOR}.
 */
final class VectorNetwork {

    /** Floats from one colour to the next. */
    static final int COLOR = Math.max(LANES, VectorMath.ROWS);

    private final NetworkShape shape;
    private final int width;
    private final int hidden;
    private final float[] zeros;
    /** For each block the matrices, as they are and transposed, then scale and shift. */
    private final float[][][] weights;

    private final float[][][] transposed;

    VectorNetwork(Network network) {
        shape = network.shape();
        hidden = shape.layers();
        width = Math.ceilDiv(shape.width(), COLOR) * COLOR;
        zeros = new float[width];
        weights = allocate();
        transposed = allocate();
        load(network);
    }

    /** Takes over other values of the same shape. */
    void load(Network network) {
        for (int block = 0; block < shape.blocks(); block++) {
            float[] from = network.blocks().get(block);
            int at = 0;
            for (int layer = 0; layer <= hidden; layer++) {
                for (int in = 0; in < inputs(layer); in++) {
                    for (int out = 0; out < outputs(layer); out++) {
                        float value = from[at++];
                        weights[block][layer][in * columns(layer) + out] = value;
                        transposed[block][layer][out * transposedColumns(layer) + in] = value;
                    }
                }
            }
            System.arraycopy(from, at, weights[block][hidden + 1], 0, 3);
            System.arraycopy(from, at + 3, weights[block][hidden + 2], 0, 3);
        }
    }

    /** The padded matrices of a block, then its scale and its shift. */
    float[][] weights(int block) {
        return weights[block];
    }

    /** A fresh array for gradients, in the padded layout. */
    float[][][] allocate() {
        var blocks = new float[shape.blocks()][hidden + 3][];
        for (float[][] block : blocks) {
            for (int layer = 0; layer <= hidden; layer++) {
                int rows = Math.max(layer == 0 ? COLOR : width, layer == hidden ? COLOR : width);
                block[layer] = new float[rows * width];
            }
            block[hidden + 1] = new float[COLOR];
            block[hidden + 2] = new float[COLOR];
        }
        return blocks;
    }

    /** From the padded layout to that of {@link Network#blocks()}. */
    float[][] unpad(float[][][] padded) {
        var plain = new float[shape.blocks()][shape.sharedPerBlock()];
        for (int block = 0; block < shape.blocks(); block++) {
            int at = 0;
            for (int layer = 0; layer <= hidden; layer++) {
                for (int in = 0; in < inputs(layer); in++) {
                    System.arraycopy(padded[block][layer], in * columns(layer), plain[block], at, outputs(layer));
                    at += outputs(layer);
                }
            }
            System.arraycopy(padded[block][hidden + 1], 0, plain[block], at, 3);
            System.arraycopy(padded[block][hidden + 2], 0, plain[block], at + 3, 3);
        }
        return plain;
    }

    /** An embedding's numbers with each layer's padded to whole vectors. */
    float[] padEmbedding(float[] values) {
        if (width == shape.width()) {
            return values;
        }
        var padded = new float[shape.blocks() * shape.biasedLayers() * width];
        for (int layer = 0; layer < shape.blocks() * shape.biasedLayers(); layer++) {
            System.arraycopy(values, layer * shape.width(), padded, layer * width, shape.width());
        }
        return padded;
    }

    /** The inverse of {@link #padEmbedding}. */
    float[] unpadEmbedding(float[] padded) {
        if (width == shape.width()) {
            return padded;
        }
        var values = new float[shape.embeddingSize()];
        for (int layer = 0; layer < shape.blocks() * shape.biasedLayers(); layer++) {
            System.arraycopy(padded, layer * width, values, layer * shape.width(), shape.width());
        }
        return values;
    }

    /** Room for a pass of up to {@code points} points, a multiple of 8; {@code keep} all that a backward pass needs. */
    Activations activations(int points, boolean keep) {
        return new Activations(points, keep);
    }

    /** Runs the blocks from {@code activations.input()} to {@code activations.output()}. */
    void forward(Activations activations, int points, float[] embedding) {
        for (int block = 0; block < shape.blocks(); block++) {
            float[][] w = weights[block];
            Matrix x = Matrix.rows(activations.colors[block], COLOR);
            Matrix previous = x;
            for (int layer = 0; layer < hidden; layer++) {
                Matrix next = Matrix.rows(activations.hidden[block][layer], width);
                Matrix bias = layer < shape.biasedLayers()
                        ? new Matrix(embedding, (block * shape.biasedLayers() + layer) * width, 0, 1)
                        : new Matrix(zeros, 0, 0, 1);
                VectorMath.multiply(previous, Matrix.rows(w[layer], width), bias, next, points, inputs(layer), width);
                VectorMath.tanh(next.values(), points * width);
                previous = next;
            }
            Matrix moved = Matrix.rows(activations.moved[block], COLOR);
            VectorMath.multiply(previous, Matrix.rows(w[hidden], COLOR), x, moved, points, shape.width(), COLOR);
            scaleAndShift(moved.values(), w[hidden + 1], w[hidden + 2], activations.colors[block + 1], points);
        }
    }

    /**
     * Adds up gradients, after {@link #forward} on activations that were kept.
     *
     * @param gradient of the loss by the output, points × {@link #COLOR}; destroyed
     * @param sharedGradient receives, added to what is there, the gradient of the weights; null if they are frozen
     * @param embeddingGradient receives the gradient of the embedding, padded
     */
    void backward(
            Activations activations,
            int points,
            float[] gradient,
            float @Nullable [][][] sharedGradient,
            float[] embeddingGradient) {
        float[] current = activations.gradientA;
        float[] next = activations.gradientB;
        for (int block = shape.blocks() - 1; block >= 0; block--) {
            float[][] t = transposed[block];
            float[][] sums = sharedGradient == null ? null : sharedGradient[block];
            unscale(gradient, weights[block][hidden + 1], activations.moved[block], sums, points);
            Matrix g = Matrix.rows(gradient, COLOR);
            addWeightGradient(activations.hidden[block][hidden - 1], width, g, sums, hidden, points);
            Matrix none = new Matrix(zeros, 0, 0, 1);
            VectorMath.multiply(g, Matrix.rows(t[hidden], width), none, Matrix.rows(current, width), points, 3, width);
            for (int layer = hidden - 1; layer >= 0; layer--) {
                throughTanh(current, activations.hidden[block][layer], points * width);
                if (layer < shape.biasedLayers()) {
                    sumRows(current, embeddingGradient, (block * shape.biasedLayers() + layer) * width, points);
                }
                Matrix dz = Matrix.rows(current, width);
                if (layer > 0) {
                    addWeightGradient(activations.hidden[block][layer - 1], width, dz, sums, layer, points);
                    Matrix dh = Matrix.rows(next, width);
                    VectorMath.multiply(dz, Matrix.rows(t[layer], width), none, dh, points, shape.width(), width);
                    float[] swap = current;
                    current = next;
                    next = swap;
                } else {
                    addWeightGradient(activations.colors[block], COLOR, dz, sums, 0, points);
                    if (block > 0) {
                        VectorMath.multiply(dz, Matrix.rows(t[0], COLOR), g, g, points, shape.width(), COLOR);
                    }
                }
            }
        }
    }

    private void addWeightGradient(
            float[] input, int inputStride, Matrix dz, float @Nullable [][] sums, int layer, int points) {
        if (sums == null) {
            return;
        }
        Matrix sum = Matrix.rows(sums[layer], columns(layer));
        int rows = layer == 0 ? VectorMath.ROWS : width;
        VectorMath.multiply(Matrix.rows(input, inputStride).transposed(), dz, sum, sum, rows, points, columns(layer));
    }

    private static void scaleAndShift(float[] from, float[] scale, float[] shift, float[] to, int points) {
        for (int lane = 0; lane < COLOR; lane += LANES) {
            FloatVector s = FloatVector.fromArray(SPECIES, scale, lane);
            FloatVector t = FloatVector.fromArray(SPECIES, shift, lane);
            for (int at = lane; at < points * COLOR; at += COLOR) {
                FloatVector.fromArray(SPECIES, from, at).fma(s, t).intoArray(to, at);
            }
        }
    }

    private void unscale(float[] gradient, float[] scale, float[] moved, float @Nullable [][] sums, int points) {
        for (int lane = 0; lane < COLOR; lane += LANES) {
            FloatVector s = FloatVector.fromArray(SPECIES, scale, lane);
            FloatVector scaleSum = FloatVector.zero(SPECIES);
            FloatVector shiftSum = FloatVector.zero(SPECIES);
            for (int at = lane; at < points * COLOR; at += COLOR) {
                FloatVector g = FloatVector.fromArray(SPECIES, gradient, at);
                scaleSum = g.fma(FloatVector.fromArray(SPECIES, moved, at), scaleSum);
                shiftSum = shiftSum.add(g);
                g.mul(s).intoArray(gradient, at);
            }
            if (sums != null) {
                scaleSum.add(FloatVector.fromArray(SPECIES, sums[hidden + 1], lane))
                        .intoArray(sums[hidden + 1], lane);
                shiftSum.add(FloatVector.fromArray(SPECIES, sums[hidden + 2], lane))
                        .intoArray(sums[hidden + 2], lane);
            }
        }
    }

    /** d/dz tanh = 1 − tanh². */
    private static void throughTanh(float[] gradient, float[] activation, int length) {
        for (int i = 0; i < length; i += LANES) {
            FloatVector h = FloatVector.fromArray(SPECIES, activation, i);
            FloatVector g = FloatVector.fromArray(SPECIES, gradient, i);
            g.sub(g.mul(h).mul(h)).intoArray(gradient, i);
        }
    }

    private void sumRows(float[] values, float[] sums, int to, int points) {
        for (int column = 0; column < width; column += LANES) {
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int at = column; at < points * width; at += width) {
                sum = sum.add(FloatVector.fromArray(SPECIES, values, at));
            }
            sum.intoArray(sums, to + column);
        }
    }

    private int inputs(int layer) {
        return layer == 0 ? 3 : shape.width();
    }

    private int outputs(int layer) {
        return layer == hidden ? 3 : shape.width();
    }

    /** Floats from one row of a matrix to the next. */
    int columns(int layer) {
        return layer == hidden ? COLOR : width;
    }

    private int transposedColumns(int layer) {
        return layer == 0 ? COLOR : width;
    }

    /** What passes between the layers, for up to so many points. */
    final class Activations {

        private final float[][] colors = new float[shape.blocks() + 1][];
        private final float[][] moved = new float[shape.blocks()][];
        private final float[][][] hidden = new float[shape.blocks()][shape.layers()][];
        private final float[] gradientA;
        private final float[] gradientB;

        private Activations(int points, boolean keep) {
            int distinctColors = keep ? colors.length : 2;
            int distinctLayers = keep ? shape.blocks() * shape.layers() : 2;
            for (int i = 0; i < colors.length; i++) {
                colors[i] = i < distinctColors ? new float[points * COLOR] : colors[i - 2];
            }
            for (int block = 0; block < moved.length; block++) {
                moved[block] = keep || block == 0 ? new float[points * COLOR] : moved[0];
            }
            var layers = new float[shape.blocks() * shape.layers()][];
            for (int i = 0; i < layers.length; i++) {
                layers[i] = i < distinctLayers ? new float[points * width] : layers[i - 2];
                hidden[i / shape.layers()][i % shape.layers()] = layers[i];
            }
            gradientA = new float[keep ? points * width : 0];
            gradientB = new float[keep ? points * width : 0];
        }

        /** Colours on the atanh scale, {@link #COLOR} floats apart. */
        float[] input() {
            return colors[0];
        }

        float[] output() {
            return colors[shape.blocks()];
        }
    }
}
