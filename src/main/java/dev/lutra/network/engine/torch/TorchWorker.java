package dev.lutra.network.engine.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.lutra.network.LipschitzBound;
import dev.lutra.network.Network;
import dev.lutra.network.NetworkShape;
import dev.lutra.network.engine.Engine;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Computes with libtorch on one thread at a time. It has its own copy of the weights, because autograd adds gradients
 * into the leaves, which threads must not share.
 */
final class TorchWorker implements Engine.Worker, AutoCloseable {

    /** The colours whose rows of the Jacobian matrix are on the device at the same time. */
    private static final int JACOBIAN_COLORS = 512;

    private final NDManager engineManager;
    private final NDManager manager;
    private final NetworkShape shape;
    private final NDArray weights;
    /** The network for passes without gradients: views of the weights. */
    private final TorchNetwork network;
    /** Constants as tensors that outlive a step: DJL frees a Java number in a graph before the backward pass. */
    private final NDArray half;

    private final NDArray factor;
    private final NDArray one;
    private final TorchLoss losses;
    private final LutChunks chunks = new LutChunks();
    private final ResidentLayers layers;

    /** Puts the weights on the device of the manager. */
    TorchWorker(NDManager engineManager, Network network) {
        this.engineManager = engineManager;
        manager = engineManager.newSubManager();
        shape = network.shape();
        weights = manager.create(TorchNetwork.concatenated(network.blocks()));
        half = manager.create(0.5f);
        factor = manager.create(0.5f / Network.ALPHA);
        one = manager.create(1f);
        losses = new TorchLoss(manager);
        this.network = TorchNetwork.of(shape, weights.stopGradient());
        layers = new ResidentLayers(manager, shape, this.network, one);
    }

    /** Loads other weights of the same shape. */
    void load(Network network) {
        try (NDArray all = engineManager.create(TorchNetwork.concatenated(network.blocks()))) {
            Rows.copy(all, weights);
        }
        layers.clear();
    }

    @Override
    public void forward(float[] embedding, float[] x, int points, float[] y) {
        evaluate(x, points, y, in -> network.forward(in, layers.of(embedding), false));
    }

    @Override
    public void inverse(float[] embedding, float[] y, int points, double contraction, float[] x) {
        int steps = LipschitzBound.steps(contraction);
        evaluate(y, points, x, out -> network.inverse(out, layers.of(embedding), steps));
    }

    /** The tanh of the output for colours, in a pass without gradients. */
    private void evaluate(float[] from, int points, float[] to, UnaryOperator<NDArray> pass) {
        JniUtils.setGradMode(false);
        DeviceMemory.run(() -> {
            try (NDManager scope = engineManager.newSubManager()) {
                NDArray colors = scope.create(Arrays.copyOf(from, points * 3), new Shape(1, points, 3));
                try (NDArray passed = pass.apply(colors);
                        NDArray squashed = passed.tanh()) {
                    float[] values = squashed.toFloatArray();
                    System.arraycopy(values, 0, to, 0, values.length);
                }
            }
        });
    }

    @Override
    public Engine.Gradients backward(Engine.Batch batch, boolean shared) {
        return DeviceMemory.call(() -> {
            weights.setRequiresGradient(shared);
            JniUtils.setGradMode(true);
            int luts = batch.embeddings().length;
            var byEmbeddings = new float[luts][];
            var loss = new double[luts];
            chunks.run(
                    luts,
                    () -> {
                        JniUtils.zeroGrad((PtNDArray) weights);
                        Arrays.fill(loss, 0);
                    },
                    (from, to) -> DeviceMemory.run(() -> loss[from] = backward(batch, from, to, byEmbeddings)));
            float[][] byWeights = shared ? takeSharedGradient() : new float[0][];
            return new Engine.Gradients(Arrays.stream(loss).sum(), byWeights, byEmbeddings);
        });
    }

    /** Computes the gradients of several LUTs. The gradients of the weights are added to the existing ones. */
    private double backward(Engine.Batch batch, int from, int to, float[][] gradients) {
        try (var scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            int values = 3 * batch.colors();
            var colors = new Shape(to - from, batch.colors(), 3);
            NDArray x = manager.create(Arrays.copyOfRange(batch.x(), from * values, to * values), colors);
            NDArray target = manager.create(Arrays.copyOfRange(batch.target(), from * values, to * values), colors);
            List<float[]> numbers = Arrays.asList(batch.embeddings()).subList(from, to);
            NDArray embeddings =
                    manager.create(TorchNetwork.concatenated(numbers), new Shape(to - from, shape.embeddingSize()));
            embeddings.setRequiresGradient(true);
            TorchNetwork graph = TorchNetwork.of(shape, weights);
            LutLayers own = LutLayers.of(shape, graph, embeddings, one);
            NDArray output = graph.forward(x, own, true).tanh().mul(factor).add(half);
            NDArray loss = losses.of(batch.loss(), output, target);
            JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
            float[][] rows = split(embeddings.getGradient().toFloatArray(), to - from);
            System.arraycopy(rows, 0, gradients, from, rows.length);
            return loss.getFloat();
        }
    }

    @Override
    public Engine.NormalEquations normalEquations(
            float[] embedding, float[] x, float[] target, int colors, float epsilon) {
        JniUtils.setGradMode(false);
        return DeviceMemory.call(() -> {
            try (NDManager sums = engineManager.newSubManager()) {
                var system = new TorchGaussNewton(sums, shape, network, layers.of(embedding), losses, epsilon);
                for (int from = 0; from < colors; from += JACOBIAN_COLORS) {
                    try (var scope = new NDScope()) {
                        scope.suppressNotUsedWarning();
                        int to = Math.min(colors, from + JACOBIAN_COLORS);
                        system.add(triples(x, from, to), triples(target, from, to));
                    }
                }
                return system.equations(colors);
            }
        });
    }

    private NDArray triples(float[] values, int from, int to) {
        return manager.create(Arrays.copyOfRange(values, 3 * from, 3 * to), new Shape(to - from, 3));
    }

    /** Reads the gradient of the weights and resets it to zero. */
    private float[][] takeSharedGradient() {
        try (NDArray gradient = weights.getGradient()) {
            float[][] blocks = split(gradient.toFloatArray(), shape.blocks());
            JniUtils.zeroGrad((PtNDArray) weights);
            return blocks;
        }
    }

    /** Divides values into rows of equal length. */
    private static float[][] split(float[] values, int rows) {
        int size = values.length / rows;
        var parts = new float[rows][];
        for (int row = 0; row < rows; row++) {
            parts[row] = Arrays.copyOfRange(values, row * size, (row + 1) * size);
        }
        return parts;
    }

    @Override
    public void close() {
        manager.close();
    }
}
