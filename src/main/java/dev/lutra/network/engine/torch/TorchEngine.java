package dev.lutra.network.engine.torch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.lutra.network.LipschitzBound;
import dev.lutra.network.Network;
import dev.lutra.network.NetworkShape;
import dev.lutra.network.engine.ComputeDevice;
import dev.lutra.network.engine.Engine;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The network in libtorch, through DJL: on a CUDA device, and on a CPU where the JVM has no vector module. */
final class TorchEngine implements Engine {

    static {
        // Work is split over our own threads: with OpenMP underneath the time at times rose tenfold.
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
    }

    /** Embeddings that each worker keeps on the device: those of a whole library, 1.5 KB each in the default shape. */
    private static final int RESIDENT = 2048;

    private final NetworkShape shape;
    private final ComputeDevice device;
    private final Device torchDevice;
    private final NDManager manager;
    private final List<TorchWorker> workers = new CopyOnWriteArrayList<>();
    private Network network;

    TorchEngine(Network network, ComputeDevice device, Device torchDevice) {
        this.network = network;
        this.shape = network.shape();
        this.device = device;
        this.torchDevice = torchDevice;
        manager = ai.djl.engine.Engine.getEngine("PyTorch").newBaseManager(torchDevice);
    }

    /** CUDA devices that libtorch can use. */
    static int gpuCount() {
        return ai.djl.engine.Engine.getEngine("PyTorch").getGpuCount();
    }

    @Override
    public ComputeDevice device() {
        return device;
    }

    @Override
    public boolean saturatesDevice() {
        return torchDevice.isGpu();
    }

    @Override
    public void load(Network network) {
        this.network = network;
        JniUtils.setGradMode(false);
        workers.forEach(worker -> worker.weights.load(manager, network));
        JniUtils.setGradMode(true);
    }

    @Override
    public Worker newWorker() {
        var worker = new TorchWorker();
        workers.add(worker);
        return worker;
    }

    @Override
    public void close() {
        workers.forEach(worker -> worker.weightManager.close());
        manager.close();
    }

    /** Has its own copy of the weights: autograd adds gradients into the leaves, so threads must not share them. */
    private final class TorchWorker implements Worker {

        private final NDManager weightManager = manager.newSubManager();
        private final TorchNetwork weights = new TorchNetwork(weightManager, network);
        /** Constants as tensors that outlive a step: a Java number in a graph is freed before the backward pass. */
        private final NDArray half = weightManager.create(0.5f);

        private final NDArray slope = weightManager.create(0.5f / Network.ALPHA);
        private final NDArray one = weightManager.create(1f);
        private final TorchLoss losses = new TorchLoss(weightManager);
        private final LutChunks chunks = new LutChunks();
        /** What was evaluated stays on the device, the least recently used first. */
        private final LinkedHashMap<FloatBuffer, Resident> resident = new LinkedHashMap<>(16, 0.75f, true);

        @Override
        public void forward(float[] embedding, float[] x, int points, float[] y) {
            JniUtils.setGradMode(false);
            try (NDManager scope = manager.newSubManager()) {
                NDArray in = scope.create(Arrays.copyOf(x, points * 3), new Shape(1, points, 3));
                try (NDArray out = weights.forward(in, resident(embedding), false);
                        NDArray squashed = out.tanh()) {
                    float[] values = squashed.toFloatArray();
                    System.arraycopy(values, 0, y, 0, values.length);
                }
            }
        }

        @Override
        public void inverse(float[] embedding, float[] y, int points, double contraction, float[] x) {
            JniUtils.setGradMode(false);
            try (NDManager scope = manager.newSubManager()) {
                NDArray out = scope.create(Arrays.copyOf(y, points * 3), new Shape(1, points, 3));
                try (NDArray in = weights.inverse(out, resident(embedding), LipschitzBound.steps(contraction));
                        NDArray squashed = in.tanh()) {
                    float[] values = squashed.toFloatArray();
                    System.arraycopy(values, 0, x, 0, values.length);
                }
            }
        }

        @Override
        public double backward(Batch batch, Gradients gradients) {
            boolean shared = gradients.shared().length > 0;
            weights.tensors().forEach(tensor -> tensor.setRequiresGradient(shared));
            JniUtils.setGradMode(true);
            int luts = batch.embeddings().length;
            double loss = chunks.sum(
                    luts,
                    () -> weights.tensors().forEach(tensor -> JniUtils.zeroGrad((PtNDArray) tensor)),
                    (from, to) -> backward(batch, from, to, gradients.embeddings()));
            if (shared) {
                readSharedGradients(gradients.shared());
            }
            return loss;
        }

        /** Takes the gradients of some LUTs; those of the weights are added to what is there. */
        private double backward(Batch batch, int from, int to, float[][] gradients) {
            try (var scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                int values = 3 * batch.colors();
                var colors = new Shape(to - from, batch.colors(), 3);
                NDArray x = weightManager.create(Arrays.copyOfRange(batch.x(), from * values, to * values), colors);
                NDArray target =
                        weightManager.create(Arrays.copyOfRange(batch.target(), from * values, to * values), colors);
                List<List<NDArray>> biases = biases(weightManager, Arrays.copyOfRange(batch.embeddings(), from, to));
                biases.forEach(layers -> layers.forEach(bias -> bias.setRequiresGradient(true)));
                NDArray output =
                        weights.forward(x, biases, true).tanh().mul(slope).add(half);
                NDArray loss = losses.of(batch.loss(), output, target);
                JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
                readEmbeddingGradients(biases, Arrays.copyOfRange(gradients, from, to));
                return loss.getFloat();
            }
        }

        private void readSharedGradients(float[][] gradients) {
            List<NDArray> tensors = weights.tensors();
            float[] all = gradients(tensors);
            int size = shape.sharedPerBlock();
            for (int block = 0; block < gradients.length; block++) {
                gradients[block] = Arrays.copyOfRange(all, block * size, (block + 1) * size);
            }
            tensors.forEach(tensor -> JniUtils.zeroGrad((PtNDArray) tensor));
        }

        private void readEmbeddingGradients(List<List<NDArray>> biases, float[][] gradients) {
            float[] all = gradients(biases.stream().flatMap(List::stream).toList());
            int width = shape.width();
            for (int from = 0, at = 0; at < shape.embeddingSize(); at += width) {
                for (float[] gradient : gradients) {
                    System.arraycopy(all, from, gradient, at, width);
                    from += width;
                }
            }
        }

        /** Those of some tensors, one after the other; they come from the device in one piece. */
        private static float[] gradients(List<NDArray> tensors) {
            try (var scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                var parts = new NDList();
                tensors.forEach(tensor -> parts.add(tensor.getGradient().flatten()));
                return NDArrays.concat(parts).toFloatArray();
            }
        }

        private List<List<NDArray>> resident(float[] embedding) {
            Resident known = resident.get(FloatBuffer.wrap(embedding));
            if (known == null) {
                if (resident.size() == RESIDENT) {
                    resident.pollFirstEntry().getValue().manager.close();
                }
                NDManager owner = weightManager.newSubManager();
                known = new Resident(owner, biases(owner, new float[][] {embedding}));
                resident.put(FloatBuffer.wrap(embedding.clone()), known);
            }
            return known.biases;
        }

        /** For each block and each of its biased layers a tensor of LUTs × 1 × width; they cross to the device in one piece. */
        private List<List<NDArray>> biases(NDManager owner, float[][] embeddings) {
            int width = shape.width();
            int luts = embeddings.length;
            var values = new float[luts * shape.embeddingSize()];
            for (int to = 0, at = 0; at < shape.embeddingSize(); at += width) {
                for (float[] embedding : embeddings) {
                    System.arraycopy(embedding, at, values, to, width);
                    to += width;
                }
            }
            NDArray all = owner.create(values);
            var blocks = new ArrayList<List<NDArray>>();
            long from = 0;
            for (int block = 0; block < shape.blocks(); block++) {
                var layers = new ArrayList<NDArray>();
                for (int layer = 0; layer < shape.biasedLayers(); layer++) {
                    long to = from + (long) luts * width;
                    layers.add(all.get(new NDIndex("{}:{}", from, to)).reshape(luts, 1, width));
                    from = to;
                }
                blocks.add(layers);
            }
            return blocks;
        }
    }

    /** An embedding's biases on the device. */
    private record Resident(NDManager manager, List<List<NDArray>> biases) {}
}
