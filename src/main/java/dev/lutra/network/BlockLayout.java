package dev.lutra.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells where the tensors of a network lie: the weights of each block in its array of {@link Network#blocks()}, and the
 * biases of a LUT in its embedding.
 *
 * <p>A block holds the matrices of its hidden layers, the output matrix, then the scale and the shift of the 3 channels.
 * An embedding holds, block by block, the biases of each layer that has any.
 */
public final class BlockLayout {

    private final NetworkShape shape;
    private final List<Tensor> matrices;
    private final Tensor scale;
    private final Tensor shift;

    /**
     * A tensor among the weights of a block, row-major.
     *
     * @param from index of its first element
     * @param rows of a matrix one for each input; else 1
     * @param columns one for each output
     */
    public record Tensor(int from, int rows, int columns) {

        /** Index of an element among the weights. */
        public int at(int row, int column) {
            return from + row * columns + column;
        }

        /** How many elements it has. */
        public int size() {
            return rows * columns;
        }

        /** Index behind its last element. */
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

    /** From the last hidden layer to the 3 channels. */
    public Tensor output() {
        return matrices.getLast();
    }

    /** What each channel is multiplied by after the block. */
    public Tensor scale() {
        return scale;
    }

    /** What is added to each channel after that. */
    public Tensor shift() {
        return shift;
    }

    /** How many weights a block has. */
    public int weights() {
        return shift.end();
    }

    /**
     * Index in an embedding of the first of a layer's biases; there is one for each of its {@link NetworkShape#width()}
     * units.
     *
     * @param layer a hidden layer, counted from 0, below {@link NetworkShape#biasedLayers()}
     */
    public int bias(int block, int layer) {
        return block * shape.embeddingPerBlock() + layer * shape.width();
    }
}
