package dev.lutra.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the tensors of a network lie: the shared weights of each block in its array of {@link Network#blocks()}, and the
 * biases of a LUT in its embedding.
 *
 * <p>A block holds the matrix of each hidden layer, the output matrix, then the scale and the shift of the 3 channels. An
 * embedding holds, block by block, the biases of each layer that has some.
 */
public final class BlockLayout {

    private final NetworkShape shape;
    private final List<Tensor> matrices;
    private final Tensor scale;
    private final Tensor shift;

    /**
     * A tensor among the weights of a block, row-major.
     *
     * @param name {@code layer.0}, {@code layer.1}… for the matrices of the hidden layers; {@code output}; {@code scale};
     *     {@code shift}
     * @param from index of its first element
     * @param rows of a matrix one for each input; else 1
     * @param columns one for each output
     */
    public record Tensor(String name, int from, int rows, int columns) {

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

        private Tensor next(String name, int rows, int columns) {
            return new Tensor(name, end(), rows, columns);
        }
    }

    private BlockLayout(NetworkShape shape) {
        this.shape = shape;
        var layers = new ArrayList<Tensor>();
        var last = new Tensor("layer.0", 0, 3, shape.width());
        layers.add(last);
        for (int layer = 1; layer < shape.layers(); layer++) {
            last = last.next("layer." + layer, shape.width(), shape.width());
            layers.add(last);
        }
        last = last.next("output", shape.width(), 3);
        layers.add(last);
        matrices = List.copyOf(layers);
        scale = last.next("scale", 1, 3);
        shift = scale.next("shift", 1, 3);
    }

    /** The layout of every network of this shape. */
    public static BlockLayout of(NetworkShape shape) {
        return new BlockLayout(shape);
    }

    /** All tensors of a block in order. */
    public List<Tensor> tensors() {
        var tensors = new ArrayList<>(matrices);
        tensors.add(scale);
        tensors.add(shift);
        return tensors;
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
