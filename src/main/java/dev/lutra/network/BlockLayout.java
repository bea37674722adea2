package dev.lutra.network;

import java.util.ArrayList;
import java.util.List;

/**
 * The positions of the tensors of a network: the weights of each block in its array of {@link Network#blocks()}, and
 * the biases and scales of a LUT in its embedding.
 *
 * <p>A block holds the matrices of its hidden layers, the output matrix, then the scale and the shift of the 3
 * channels. An embedding holds, block by block, the biases of each layer that has any, then the scales of each layer
 * that has any.
 */
public final class BlockLayout {

    private final NetworkShape shape;
    private final List<Tensor> matrices;
    private final Tensor scale;
    private final Tensor shift;

    /**
     * A tensor among the weights of a block, row-major.
     *
     * @param from the index of its first element
     * @param rows the number of inputs for a matrix, otherwise 1
     * @param columns the number of outputs
     */
    public record Tensor(int from, int rows, int columns) {

        /** The index of an element among the weights. */
        public int at(int row, int column) {
            return from + row * columns + column;
        }

        /** The number of elements. */
        public int size() {
            return rows * columns;
        }

        /** The index after its last element. */
        public int end() {
            return from + size();
        }

        private Tensor next(int rows, int columns) {
            return new Tensor(end(), rows, columns);
        }
    }

    private BlockLayout(NetworkShape shape) {
        this.shape = shape;
        var layers = new ArrayList<Tensor>();
        var last = new Tensor(0, 3, shape.width());
        layers.add(last);
        for (int layer = 1; layer < shape.layers(); layer++) {
            last = last.next(shape.width(), shape.width());
            layers.add(last);
        }
        last = last.next(shape.width(), 3);
        layers.add(last);
        matrices = List.copyOf(layers);
        scale = last.next(1, 3);
        shift = scale.next(1, 3);
    }

    /** The layout of every network of this shape. */
    public static BlockLayout of(NetworkShape shape) {
        return new BlockLayout(shape);
    }

    /** The matrices of the hidden layers, then the output matrix. */
    public List<Tensor> matrices() {
        return matrices;
    }

    /** The matrix from the last hidden layer to the 3 channels. */
    public Tensor output() {
        return matrices.getLast();
    }

    /** The factors of the channels after the block. */
    public Tensor scale() {
        return scale;
    }

    /** The offsets that are added to the channels after that. */
    public Tensor shift() {
        return shift;
    }

    /** The number of weights of a block. */
    public int weights() {
        return shift.end();
    }

    /**
     * The index in an embedding of the first bias of a layer. Each of its {@link NetworkShape#width()} units has one.
     *
     * @param layer a hidden layer, counted from 0, below {@link NetworkShape#biasedLayers()}
     */
    public int bias(int block, int layer) {
        return block * shape.embeddingPerBlock() + layer * shape.width();
    }

    /**
     * The index in an embedding of the first scale of a layer. Each of its {@link NetworkShape#width()} units has one.
     *
     * @param layer a hidden layer, counted from 0
     * @return −1 if the layer has no scales
     */
    public int scale(int block, int layer) {
        int at = shape.scaled().indexOf(layer);
        return at < 0 ? -1 : block * shape.embeddingPerBlock() + (shape.biasedLayers() + at) * shape.width();
    }
}
