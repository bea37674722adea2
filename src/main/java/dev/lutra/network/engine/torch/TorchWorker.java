package dev.lutra.network.engine.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
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

    private final NDManager engineManager;
    private final NDManager manager;
    private final NetworkShape shape;
    private final TorchNetwork weights;
    /** Constants as tensors that outlive a step: DJL frees a Java number in a graph before the backward pass. */
    private final NDArray half;

    private final NDArray factor;
    private final NDArray one;
    private final TorchLoss losses;
    private final LutChunks chunks = new LutChunks();
    private final DeviceEmbeddings embeddings;

    /** Puts the weights on the device of the manager. */
    TorchWorker(NDManager engineManager, Network network) {
        this.engineManager = engineManager;
        manager = engineManager.newSubManager();
        shape = network.shape();
        weights = new TorchNetwork(manager, network);
        half = manager.create(0.5f);
        factor = manager.create(0.5f / Network.ALPHA);
        one = manager.create(1f);
        losses = new TorchLoss(manager);
        embeddings = new DeviceEmbeddings(manager, shape);
    }

    /** Loads other weights of the same shape. */
    void load(Network network) {
        weights.load(engineManager, network);
    }

    @Override
    public void forward(float[] embedding, float[] x, int points, float[] y) {
        evaluate(x, points, y, in -> weights.forward(in, embeddings.resident(embedding), false));
    }

    @Override
    public void inverse(float[] embedding, float[] y, int points, double contraction, float[] x) {
        int steps = LipschitzBound.steps(contraction);
        evaluate(y, points, x, out -> weights.inverse(out, embeddings.resident(embedding), steps));
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
            weights.tensors().forEach(tensor -> tensor.setRequiresGradient(shared));
            JniUtils.setGradMode(true);
            var byEmbeddings = new float[batch.embeddings().length][shape.embeddingSize()];
            double loss = chunks.sum(
                    byEmbeddings.length,
                    () -> weights.tensors().forEach(tensor -> JniUtils.zeroGrad((PtNDArray) tensor)),
                    (from, to) -> DeviceMemory.call(() -> backward(batch, from, to, byEmbeddings)));
            return new Engine.Gradients(loss, shared ? takeSharedGradient() : new float[0][], byEmbeddings);
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
            List<List<NDArray>> biases = embeddings.biases(Arrays.copyOfRange(batch.embeddings(), from, to));
            biases.forEach(layers -> layers.forEach(bias -> bias.setRequiresGradient(true)));
            NDArray output = weights.forward(x, biases, true).tanh().mul(factor).add(half);
            NDArray loss = losses.of(batch.loss(), output, target);
            JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
            embeddings.split(
                    gradients(biases.stream().flatMap(List::stream).toList()), Arrays.copyOfRange(gradients, from, to));
            return loss.getFloat();
        }
    }

    @Override
    public Engine.NormalEquations normalEquations(
            float[] embedding, float[] x, float[] target, int colors, float epsilon) {
        throw new UnsupportedOperationException();
    }

    /** Reads the gradient of the weights and resets it to zero. */
    private float[][] takeSharedGradient() {
        List<NDArray> tensors = weights.tensors();
        float[] all = gradients(tensors);
        var blocks = new float[shape.blocks()][];
        int size = shape.sharedPerBlock();
        for (int block = 0; block < blocks.length; block++) {
            blocks[block] = Arrays.copyOfRange(all, block * size, (block + 1) * size);
        }
        tensors.forEach(tensor -> JniUtils.zeroGrad((PtNDArray) tensor));
        return blocks;
    }

    /** The gradients of several tensors, one after the other. They are transferred from the device in one piece. */
    private static float[] gradients(List<NDArray> tensors) {
        try (var scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            var parts = new NDList();
            tensors.forEach(tensor -> parts.add(tensor.getGradient().flatten()));
            return NDArrays.concat(parts).toFloatArray();
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
