package dev.lutra.network.engine.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.lutra.network.BlockLayout;
import dev.lutra.network.LipschitzBound;
import dev.lutra.network.Network;
import dev.lutra.network.NetworkShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The shared weights as tensors on a device, and the passes through them. */
final class TorchNetwork {

    private final NetworkShape shape;
    private final List<Block> blocks;

    /**
     * The tensors of a block.
     *
     * @param hidden the matrices of the hidden layers
     * @param output width × 3
     * @param scale 3
     * @param shift 3
     */
    record Block(List<NDArray> hidden, NDArray output, NDArray scale, NDArray shift) {}

    private TorchNetwork(NetworkShape shape, List<Block> blocks) {
        this.shape = shape;
        this.blocks = blocks;
    }

    /**
     * A network whose tensors are views of one, so that all weights have one gradient and change together.
     *
     * @param weights all weights in the order of {@link Network#blocks()}
     */
    static TorchNetwork of(NetworkShape shape, NDArray weights) {
        var layout = BlockLayout.of(shape);
        List<BlockLayout.Tensor> parts = Stream.concat(
                        layout.matrices().stream(), Stream.of(layout.scale(), layout.shift()))
                .toList();
        int count = shape.blocks() * parts.size();
        var ends = new long[count - 1];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = (long) i / parts.size() * layout.weights()
                    + parts.get(i % parts.size()).end();
        }
        NDList pieces = weights.split(ends, 0);
        var blocks = new ArrayList<Block>();
        for (int block = 0; block < shape.blocks(); block++) {
            int from = block * parts.size();
            var matrices = new ArrayList<NDArray>();
            for (int i = 0; i < layout.matrices().size(); i++) {
                BlockLayout.Tensor matrix = parts.get(i);
                matrices.add(pieces.get(from + i).reshape(new Shape(matrix.rows(), matrix.columns())));
            }
            NDArray output = matrices.removeLast();
            blocks.add(new Block(
                    matrices, output, pieces.get(from + parts.size() - 2), pieces.get(from + parts.size() - 1)));
        }
        return new TorchNetwork(shape, blocks);
    }

    /** All weights of a network, in the order of {@link #of}. */
    static float[] concatenated(List<float[]> parts) {
        var all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    List<Block> blocks() {
        return blocks;
    }

    /**
     * Runs the blocks.
     *
     * @param x colours on the atanh scale, LUTs × colours × 3
     * @param layers the hidden layers of the LUTs
     * @param keep true to leave intermediate tensors to the surrounding scope, because a backward pass needs them;
     *     false to free each at once, so that the next tensor finds its memory still in the cache
     * @return x after the last block, same shape
     */
    NDArray forward(NDArray x, LutLayers layers, boolean keep) {
        for (int block = 0; block < shape.blocks(); block++) {
            x = forward(blocks.get(block), x, layers.blocks().get(block), keep);
        }
        return x;
    }

    /**
     * Runs the blocks backwards, each with the fixed-point iteration x ← y − f(x). It frees every tensor at once.
     *
     * @param y colours after the last block, LUTs × colours × 3
     * @param layers the hidden layers of the LUTs
     * @param maxSteps the largest number of iterations for each block
     * @return x before the first block, same shape
     */
    NDArray inverse(NDArray y, LutLayers layers, int maxSteps) {
        for (int block = shape.blocks() - 1; block >= 0; block--) {
            Block weights = blocks.get(block);
            try (NDArray unshifted = y.sub(weights.shift);
                    NDArray target = unshifted.div(weights.scale)) {
                y.close();
                y = fixedPoint(weights, target, layers.blocks().get(block), maxSteps);
            }
        }
        return y;
    }

    private static NDArray fixedPoint(Block weights, NDArray y, List<LutLayers.Layer> layers, int maxSteps) {
        NDArray x = y.duplicate();
        for (int step = 0; step < maxSteps; step++) {
            float moved;
            try (NDArray residual = residual(weights, x, layers, false)) {
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

    private static NDArray forward(Block weights, NDArray x, List<LutLayers.Layer> layers, boolean keep) {
        NDArray residual = residual(weights, x, layers, keep);
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
    private static NDArray residual(Block weights, NDArray x, List<LutLayers.Layer> layers, boolean keep) {
        NDArray hidden = x;
        for (int i = 0; i < layers.size(); i++) {
            LutLayers.Layer layer = layers.get(i);
            NDArray sum = hidden.matMul(layer.matrix());
            if (layer.bias() != null) {
                sum.addi(layer.bias());
            }
            NDArray activation = sum.tanh();
            if (!keep) {
                sum.close();
                if (i > 0) {
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
