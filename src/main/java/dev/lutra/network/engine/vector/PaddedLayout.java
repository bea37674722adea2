package dev.lutra.network.engine.vector;

import dev.lutra.network.BlockLayout;
import dev.lutra.network.Network;
import dev.lutra.network.NetworkShape;

/**
 * The layout of a network in arrays for vector registers. Zeros pad each layer to whole vectors, and each colour to
 * {@link #COLOR} floats.
 */
final class PaddedLayout {

    /** The number of floats from one colour to the next. */
    static final int COLOR = Math.max(VectorMath.LANES, MatrixProduct.ROWS);

    private final NetworkShape shape;
    private final NetworkShape padded;
    private final BlockLayout from;
    private final BlockLayout to;

    PaddedLayout(NetworkShape shape) {
        this.shape = shape;
        int width = Math.ceilDiv(shape.width(), COLOR) * COLOR;
        padded = new NetworkShape(shape.blocks(), shape.layers(), width, shape.bias(), shape.scaled());
        from = BlockLayout.of(shape);
        to = BlockLayout.of(padded);
    }

    /** The number of floats of a hidden layer. */
    int width() {
        return padded.width();
    }

    /** The number of floats from one row of a matrix to the next. */
    int columns(int layer) {
        return layer == shape.layers() ? COLOR : width();
    }

    /** The number of floats from one row of the transposed matrix to the next. */
    int transposedColumns(int layer) {
        return layer == 0 ? COLOR : width();
    }

    /** New arrays of zeros for all blocks. */
    PaddedBlock[] allocate() {
        var blocks = new PaddedBlock[shape.blocks()];
        for (int block = 0; block < blocks.length; block++) {
            var matrices = new float[shape.layers() + 1][];
            for (int layer = 0; layer < matrices.length; layer++) {
                matrices[layer] = new float[Math.max(columns(layer), transposedColumns(layer)) * width()];
            }
            blocks[block] = new PaddedBlock(matrices, new float[COLOR], new float[COLOR]);
        }
        return blocks;
    }

    /**
     * Pads weights.
     *
     * @param weights receives the padded weights
     * @param transposed receives the transposed matrices
     */
    void pad(Network network, PaddedBlock[] weights, PaddedBlock[] transposed) {
        for (int block = 0; block < weights.length; block++) {
            float[] plain = network.blocks().get(block);
            for (int layer = 0; layer < from.matrices().size(); layer++) {
                BlockLayout.Tensor matrix = from.matrices().get(layer);
                for (int row = 0; row < matrix.rows(); row++) {
                    for (int column = 0; column < matrix.columns(); column++) {
                        float value = plain[matrix.at(row, column)];
                        weights[block].matrices()[layer][row * columns(layer) + column] = value;
                        transposed[block].matrices()[layer][column * transposedColumns(layer) + row] = value;
                    }
                }
            }
            System.arraycopy(plain, from.scale().from(), weights[block].scale(), 0, 3);
            System.arraycopy(plain, from.shift().from(), weights[block].shift(), 0, 3);
        }
    }

    /** Converts from this layout to that of {@link Network#blocks()}. */
    float[][] unpad(PaddedBlock[] blocks) {
        var plain = new float[blocks.length][from.weights()];
        for (int block = 0; block < blocks.length; block++) {
            for (int layer = 0; layer < from.matrices().size(); layer++) {
                BlockLayout.Tensor matrix = from.matrices().get(layer);
                float[] values = blocks[block].matrices()[layer];
                for (int row = 0; row < matrix.rows(); row++) {
                    System.arraycopy(values, row * columns(layer), plain[block], matrix.at(row, 0), matrix.columns());
                }
            }
            System.arraycopy(
                    blocks[block].scale(), 0, plain[block], from.scale().from(), 3);
            System.arraycopy(
                    blocks[block].shift(), 0, plain[block], from.shift().from(), 3);
        }
        return plain;
    }

    /** The index in a padded embedding of the first bias of a layer. */
    int bias(int block, int layer) {
        return to.bias(block, layer);
    }

    /** The index in a padded embedding of the first scale of a layer; −1 if the layer has no scales. */
    int scale(int block, int layer) {
        return to.scale(block, layer);
    }

    /** Pads an embedding. Returns the same array if no padding is necessary. */
    float[] padEmbedding(float[] values) {
        return padded.equals(shape) ? values : copyUnits(values, shape, new float[padded.embeddingSize()], padded);
    }

    /** The inverse of {@link #padEmbedding}. */
    float[] unpadEmbedding(float[] values) {
        return padded.equals(shape) ? values : copyUnits(values, padded, new float[shape.embeddingSize()], shape);
    }

    /** Copies the numbers of each layer, which are as many as it has units. */
    private float[] copyUnits(float[] source, NetworkShape from, float[] copy, NetworkShape to) {
        for (int layer = 0; layer * from.width() < source.length; layer++) {
            System.arraycopy(source, layer * from.width(), copy, layer * to.width(), shape.width());
        }
        return copy;
    }
}
