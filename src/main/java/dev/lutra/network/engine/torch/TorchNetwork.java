package dev.lutra.network.engine.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import dev.lutra.network.BlockLayout;
import dev.lutra.network.LipschitzBound;
import dev.lutra.network.Network;
import dev.lutra.network.NetworkShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The shared weights as tensors on a device, and the forward pass through them. */
final class TorchNetwork {

    private final NetworkShape shape;
    private final List<Block> blocks = new ArrayList<>();

    /**
     * The tensors of a block, in the order of {@link BlockLayout}.
     *
     * @param hidden the matrices of the hidden layers
     * @param output width × 3
     * @param scale 3
     * @param shift 3
     */
    private record Block(List<NDArray> hidden, NDArray output, NDArray scale, NDArray shift) {

        static Block of(NDManager manager, BlockLayout layout, float[] weights) {
            List<NDArray> matrices = layout.matrices().stream()
                    .map(matrix -> tensor(manager, weights, matrix, new Shape(matrix.rows(), matrix.columns())))
                    .toList();
            return new Block(
                    matrices.subList(0, matrices.size() - 1),
                    matrices.getLast(),
                    tensor(
                            manager,
                            weights,
                            layout.scale(),
                            new Shape(layout.scale().size())),
                    tensor(
                            manager,
                            weights,
                            layout.shift(),
                            new Shape(layout.shift().size())));
        }

        private static NDArray tensor(NDManager manager, float[] weights, BlockLayout.Tensor part, Shape shape) {
            return manager.create(Arrays.copyOfRange(weights, part.from(), part.end()), shape);
        }

        /** The tensors in the order of the weights. */
        Stream<NDArray> tensors() {
            return Stream.concat(hidden.stream(), Stream.of(output, scale, shift));
        }
    }

    /** Puts the weights on the device of the manager. The tensors live as long as the manager. */
    TorchNetwork(NDManager manager, Network network) {
        shape = network.shape();
        var layout = BlockLayout.of(shape);
        network.blocks().forEach(weights -> blocks.add(Block.of(manager, layout, weights)));
    }

    /** All tensors in the order of {@link Network#blocks()}. */
    List<NDArray> tensors() {
        return blocks.stream().flatMap(Block::tensors).toList();
    }

    /** Loads other values of the same shape. They are transferred to the device in one piece. */
    void load(NDManager manager, Network network) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray all = scope.create(concatenated(network.blocks()));
            long from = 0;
            for (NDArray tensor : tensors()) {
                long to = from + tensor.size();
                all.get(new NDIndex("{}:{}", from, to))
                        .reshape(tensor.getShape())
                        .copyTo(tensor);
                from = to;
            }
        }
    }

    private static float[] concatenated(List<float[]> parts) {
        var all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /**
     * Runs the blocks.
     *
     * @param x colours on the atanh scale, LUTs × colours × 3
     * @param biases for each block and each of its biased layers, LUTs × 1 × width
     * @param keep true to leave intermediate tensors to the surrounding scope, because a backward pass needs them;
     *     false to free each at once, so that the next tensor finds its memory still in the cache
     * @return x after the last block, same shape
     */
    NDArray forward(NDArray x, List<List<NDArray>> biases, boolean keep) {
        for (int block = 0; block < shape.blocks(); block++) {
            x = forward(blocks.get(block), x, biases.get(block), keep);
        }
        return x;
    }

    /**
     * Runs the blocks backwards, each with the fixed-point iteration x ← y − f(x). It frees every tensor at once.
     *
     * @param y colours after the last block, LUTs × colours × 3
     * @param biases as in {@link #forward}
     * @param maxSteps the largest number of iterations for each block
     * @return x before the first block, same shape
     */
    NDArray inverse(NDArray y, List<List<NDArray>> biases, int maxSteps) {
        for (int block = shape.blocks() - 1; block >= 0; block--) {
            Block weights = blocks.get(block);
            try (NDArray unshifted = y.sub(weights.shift);
                    NDArray target = unshifted.div(weights.scale)) {
                y.close();
                y = fixedPoint(weights, target, biases.get(block), maxSteps);
            }
        }
        return y;
    }

    private NDArray fixedPoint(Block weights, NDArray y, List<NDArray> biases, int maxSteps) {
        NDArray x = y.duplicate();
        for (int step = 0; step < maxSteps; step++) {
            float moved;
            try (NDArray residual = residual(weights, x, biases, false)) {
                NDArray next = y.sub(residual);
                try (NDArray difference = next.sub(x);
                        NDArray size = difference.abs();
                        NDArray largest = size.max();
                        NDArray values = next.abs();
                        NDArray largestValue = values.max()) {
                    moved = largest.getFloat() / Math.max(1, largestValue.getFloat());
                }
                x.close();
                x = next;
            }
            if (moved <= 2 * LipschitzBound.RESOLUTION) {
                break;
            }
        }
        return x;
    }

    private NDArray forward(Block weights, NDArray x, List<NDArray> biases, boolean keep) {
        NDArray residual = residual(weights, x, biases, keep);
        NDArray moved = x.add(residual);
        NDArray scaled = moved.mul(weights.scale);
        NDArray shifted = scaled.add(weights.shift);
        if (!keep) {
            residual.close();
            moved.close();
            scaled.close();
            x.close();
        }
        return shifted;
    }

    /** The residual that a block adds to x. */
    private NDArray residual(Block weights, NDArray x, List<NDArray> biases, boolean keep) {
        NDArray hidden = x;
        for (int layer = 0; layer < shape.layers(); layer++) {
            NDArray sum = hidden.matMul(weights.hidden.get(layer));
            if (layer < biases.size()) {
                sum.addi(biases.get(layer));
            }
            NDArray activation = sum.tanh();
            if (!keep) {
                sum.close();
                if (layer > 0) {
                    hidden.close();
                }
            }
            hidden = activation;
        }
        NDArray residual = hidden.matMul(weights.output);
        if (!keep) {
            hidden.close();
        }
        return residual;
    }
}
