package dev.lutra.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.Arrays;
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

    private final NetworkShape shape;
    private final Device device;
    private final NDManager manager;
    private final List<TorchWorker> workers = new CopyOnWriteArrayList<>();
    private Network network;

    TorchEngine(Network network, Device device) {
        this.network = network;
        this.shape = network.shape();
        this.device = device;
        manager = ai.djl.engine.Engine.getEngine("PyTorch").newBaseManager(device);
    }

    /** CUDA devices that libtorch can use. */
    static int gpuCount() {
        return ai.djl.engine.Engine.getEngine("PyTorch").getGpuCount();
    }

    @Override
    public String device() {
        return device.isGpu() ? "cuda:" + device.getDeviceId() : "cpu (libtorch)";
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

        @Override
        public void forward(float[] embedding, float[] x, int points, float[] y) {
            JniUtils.setGradMode(false);
            try (NDManager scope = manager.newSubManager()) {
                NDArray in = scope.create(Arrays.copyOf(x, points * 3), new Shape(1, points, 3));
                List<List<NDArray>> biases = biases(scope, new float[][] {embedding});
                try (NDArray out = weights.forward(in, biases, false);
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
                List<List<NDArray>> biases = biases(scope, new float[][] {embedding});
                try (NDArray in = weights.inverse(out, biases, Certificate.steps(contraction));
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
            try (var scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                var shape = new Shape(batch.embeddings().length, batch.colors(), 3);
                List<List<NDArray>> biases = biases(weightManager, batch.embeddings());
                biases.forEach(layers -> layers.forEach(bias -> bias.setRequiresGradient(true)));
                NDArray y = weights.forward(weightManager.create(batch.x(), shape), biases, true)
                        .tanh();
                NDArray output = y.mul(slope).add(half);
                NDArray loss = losses.of(batch.loss(), output, weightManager.create(batch.target(), shape));
                JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
                readEmbeddingGradients(biases, gradients.embeddings());
                if (shared) {
                    readSharedGradients(gradients.shared());
                }
                return loss.getFloat();
            }
        }

        private void readSharedGradients(float[][] gradients) {
            List<NDArray> tensors = weights.tensors();
            int perBlock = tensors.size() / gradients.length;
            for (int block = 0; block < gradients.length; block++) {
                gradients[block] = new float[shape.sharedPerBlock()];
                int at = 0;
                for (NDArray tensor : tensors.subList(block * perBlock, (block + 1) * perBlock)) {
                    float[] part = tensor.getGradient().toFloatArray();
                    System.arraycopy(part, 0, gradients[block], at, part.length);
                    at += part.length;
                    JniUtils.zeroGrad((PtNDArray) tensor);
                }
            }
        }

        private void readEmbeddingGradients(List<List<NDArray>> biases, float[][] gradients) {
            int at = 0;
            for (List<NDArray> layers : biases) {
                for (NDArray bias : layers) {
                    float[] values = bias.getGradient().toFloatArray();
                    for (int lut = 0; lut < gradients.length; lut++) {
                        System.arraycopy(values, lut * shape.width(), gradients[lut], at, shape.width());
                    }
                    at += shape.width();
                }
            }
        }

        /** For each block and each of its biased layers a tensor of LUTs × 1 × width. */
        private List<List<NDArray>> biases(NDManager owner, float[][] embeddings) {
            var blocks = new ArrayList<List<NDArray>>();
            int at = 0;
            for (int block = 0; block < shape.blocks(); block++) {
                var layers = new ArrayList<NDArray>();
                for (int layer = 0; layer < shape.biasedLayers(); layer++) {
                    var values = new float[embeddings.length * shape.width()];
                    for (int lut = 0; lut < embeddings.length; lut++) {
                        System.arraycopy(embeddings[lut], at, values, lut * shape.width(), shape.width());
                    }
                    layers.add(owner.create(values, new Shape(embeddings.length, 1, shape.width())));
                    at += shape.width();
                }
                blocks.add(layers);
            }
            return blocks;
        }
    }
}
