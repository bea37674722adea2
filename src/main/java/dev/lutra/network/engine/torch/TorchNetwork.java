package dev.lutra.network.engine.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import dev.lutra.network.LipschitzBound;
import dev.lutra.network.Network;
import dev.lutra.network.NetworkShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The shared weights as tensors on a device, and the forward pass through them.
 *
 * <p>Each block holds its matrices in order (3 × width, width × width…, width × 3), then its scale and shift (3 each).
 */
final class TorchNetwork {

    private final NetworkShape shape;
    private final List<List<NDArray>> blocks = new ArrayList<>();

    /** Puts the weights on the manager's device; the tensors live as long as the manager. */
    TorchNetwork(NDManager manager, Network network) {
        shape = network.shape();
        for (float[] values : network.blocks()) {
            var tensors = new ArrayList<NDArray>();
            int from = 0;
            for (Shape tensor : tensorShapes(shape)) {
                int to = from + (int) tensor.size();
                tensors.add(manager.create(Arrays.copyOfRange(values, from, to), tensor));
                from = to;
            }
            blocks.add(List.copyOf(tensors));
        }
    }

    /** Shapes of the tensors of one block, in the order in which a model file and {@link Network} hold them. */
    static List<Shape> tensorShapes(NetworkShape shape) {
        var shapes = new ArrayList<Shape>();
        for (int layer = 0; layer < shape.layers(); layer++) {
            shapes.add(new Shape(layer == 0 ? 3 : shape.width(), shape.width()));
        }
        shapes.add(new Shape(shape.width(), 3));
        shapes.add(new Shape(3));
        shapes.add(new Shape(3));
        return shapes;
    }

    /** All tensors, block by block. */
    List<NDArray> tensors() {
        return blocks.stream().flatMap(List::stream).toList();
    }

    /** Takes over other values of the same shape; they cross to the device in one piece. */
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
     * @param keep true to leave intermediate tensors to the scope around, as a backward pass needs them; false to free
     *     each at once, so that the next one finds its memory still in the cache
     * @return x after the last block, same shape
     */
    NDArray forward(NDArray x, List<List<NDArray>> biases, boolean keep) {
        for (int block = 0; block < shape.blocks(); block++) {
            x = forward(blocks.get(block), x, biases.get(block), keep);
        }
        return x;
    }

    /**
     * Runs the blocks backwards, each by the fixed-point iteration x ← y − f(x). Frees every tensor at once.
     *
     * @param y colours after the last block, LUTs × colours × 3
     * @param biases as in {@link #forward}
     * @param maxSteps iterations for each block at most
     * @return x before the first block, same shape
     */
    NDArray inverse(NDArray y, List<List<NDArray>> biases, int maxSteps) {
        for (int block = shape.blocks() - 1; block >= 0; block--) {
            List<NDArray> tensors = blocks.get(block);
            try (NDArray unshifted = y.sub(tensors.get(shape.layers() + 2));
                    NDArray target = unshifted.div(tensors.get(shape.layers() + 1))) {
                y.close();
                y = fixedPoint(tensors, target, biases.get(block), maxSteps);
            }
        }
        return y;
    }

    private NDArray fixedPoint(List<NDArray> weights, NDArray y, List<NDArray> biases, int maxSteps) {
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

    private NDArray forward(List<NDArray> weights, NDArray x, List<NDArray> biases, boolean keep) {
        NDArray residual = residual(weights, x, biases, keep);
        NDArray moved = x.add(residual);
        NDArray scaled = moved.mul(weights.get(shape.layers() + 1));
        NDArray shifted = scaled.add(weights.get(shape.layers() + 2));
        if (!keep) {
            residual.close();
            moved.close();
            scaled.close();
            x.close();
        }
        return shifted;
    }

    /** What a block adds to x. */
    private NDArray residual(List<NDArray> weights, NDArray x, List<NDArray> biases, boolean keep) {
        NDArray hidden = x;
        for (int layer = 0; layer < shape.layers(); layer++) {
            NDArray sum = hidden.matMul(weights.get(layer));
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
        NDArray residual = hidden.matMul(weights.get(shape.layers()));
        if (!keep) {
            hidden.close();
        }
        return residual;
    }
}
