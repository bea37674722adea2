package dev.lutra.network.engine.vector;

import static dev.lutra.network.engine.vector.PaddedLayout.COLOR;
import static dev.lutra.network.engine.vector.VectorMath.LANES;

import dev.lutra.network.Network;
import dev.lutra.network.engine.ComputeDevice;
import dev.lutra.network.engine.Engine;
import dev.lutra.network.engine.LabLoss;
import dev.lutra.network.engine.SmoothL1;

/**
 * The network on the CPU, in Java on vector registers. It is two to five times as fast there as libtorch, whose matrix
 * products and tanh are not made for such narrow layers.
 */
final class VectorEngine implements Engine {

    private static final int CHUNK = 128;
    /** The factor from the tanh of the network's scale to an output 0…1. */
    static final float OUTPUT_FACTOR = 0.5f / Network.ALPHA;

    private final ComputeDevice device;
    private final VectorNetwork network;

    VectorEngine(Network network, ComputeDevice device) {
        this.device = device;
        this.network = new VectorNetwork(network);
    }

    @Override
    public ComputeDevice device() {
        return device;
    }

    @Override
    public boolean saturatesDevice() {
        return false;
    }

    @Override
    public void load(Network network) {
        this.network.load(network);
    }

    @Override
    public Worker newWorker() {
        return new VectorWorker();
    }

    @Override
    public void close() {
        // The engine uses no memory outside the heap.
    }

    private final class VectorWorker implements Worker {

        private final Activations evaluation = network.activations(CHUNK, false);
        private final VectorInverse inverse = new VectorInverse(network);
        private Activations kept = network.activations(0, true);
        private float[] gradient = {};

        @Override
        public void forward(float[] embedding, float[] x, int points, float[] y) {
            float[] padded = network.layout().padEmbedding(embedding);
            PaddedBlock[] folded = network.folded(padded);
            for (int from = 0; from < points; from += CHUNK) {
                int count = Math.min(CHUNK, points - from);
                int rows = Math.ceilDiv(count, MatrixProduct.ROWS) * MatrixProduct.ROWS;
                spread(x, from, evaluation.input(), count);
                network.forward(folded, evaluation, rows, padded);
                VectorMath.tanh(evaluation.output(), rows * COLOR);
                gather(evaluation.output(), y, from, count);
            }
        }

        @Override
        public void inverse(float[] embedding, float[] y, int points, double contraction, float[] x) {
            PaddedBlock[] folded = network.folded(network.layout().padEmbedding(embedding));
            var lanes = new float[3 * LANES];
            for (int from = 0; from < points; from += LANES) {
                for (int i = 0; i < lanes.length; i++) {
                    // The lanes after the last point repeat it, so that they converge with it.
                    lanes[i] = y[3 * Math.min(from + i % LANES, points - 1) + i / LANES];
                }
                inverse.run(folded, lanes, embedding, contraction);
                VectorMath.tanh(lanes, lanes.length);
                for (int i = 0; i < lanes.length; i++) {
                    x[3 * Math.min(from + i % LANES, points - 1) + i / LANES] = lanes[i];
                }
            }
        }

        @Override
        public Gradients backward(Batch batch, boolean shared) {
            int colors = batch.colors();
            allocate(colors);
            PaddedBlock[] sharedGradient = shared ? network.layout().allocate() : null;
            var byEmbeddings = new float[batch.embeddings().length][];
            double loss = 0;
            for (int lut = 0; lut < byEmbeddings.length; lut++) {
                spread(batch.x(), lut * colors, kept.input(), colors);
                float[] padded = network.layout().padEmbedding(batch.embeddings()[lut]);
                network.forward(network.weights(), kept, colors, padded);
                VectorMath.tanh(kept.output(), colors * COLOR);
                loss += switch (batch.loss()) {
                    case COLOR -> lossGradient(batch.target(), lut * colors, colors);
                    case DELTA_E -> labLossGradient(batch.target(), lut * colors, colors);
                };
                var embeddingGradient = new float[padded.length];
                new BackwardPass(network, kept, colors, gradient, sharedGradient, padded, embeddingGradient, false)
                        .run();
                byEmbeddings[lut] = network.layout().unpadEmbedding(embeddingGradient);
            }
            float[][] byWeights =
                    sharedGradient == null ? new float[0][] : network.layout().unpad(sharedGradient);
            return new Gradients(loss, byWeights, byEmbeddings);
        }

        @Override
        public NormalEquations normalEquations(
                float[] embedding, float[] x, float[] target, int colors, float epsilon) {
            float[] padded = network.layout().padEmbedding(embedding);
            var system = new GaussNewton(network, padded, epsilon);
            allocate(GaussNewton.POINTS);
            for (int from = 0; from < colors; from += GaussNewton.POINTS) {
                int count = Math.min(GaussNewton.POINTS, colors - from);
                spread(x, from, kept.input(), count);
                network.forward(network.weights(), kept, count, padded);
                VectorMath.tanh(kept.output(), count * COLOR);
                system.add(kept, target, from, count);
            }
            return system.equations(colors);
        }

        private void allocate(int colors) {
            if (gradient.length != colors * COLOR) {
                kept = network.activations(colors, true);
                gradient = new float[colors * COLOR];
            }
        }

        /** The gradient through the mean, the loss, the scale of equation 2 and tanh. */
        private double lossGradient(float[] target, int from, int colors) {
            float[] y = kept.output();
            float perSample = 1f / (3 * colors);
            double loss = 0;
            for (int color = 0; color < colors; color++) {
                for (int channel = 0; channel < 3; channel++) {
                    int at = color * COLOR + channel;
                    float error = y[at] * OUTPUT_FACTOR + 0.5f - target[3 * (from + color) + channel];
                    loss += SmoothL1.of(error);
                    gradient[at] = SmoothL1.derivative(error) * perSample * OUTPUT_FACTOR * (1 - y[at] * y[at]);
                }
            }
            return loss * perSample;
        }

        /** The same for {@link LabLoss}, which combines the channels of a colour. */
        private double labLossGradient(float[] target, int from, int colors) {
            float[] y = kept.output();
            var rgb = new float[3];
            var byRgb = new float[3];
            double loss = 0;
            for (int color = 0; color < colors; color++) {
                for (int channel = 0; channel < 3; channel++) {
                    rgb[channel] = y[color * COLOR + channel] * OUTPUT_FACTOR + 0.5f;
                }
                loss += LabLoss.gradient(rgb, target, 3 * (from + color), byRgb);
                for (int channel = 0; channel < 3; channel++) {
                    int at = color * COLOR + channel;
                    gradient[at] = byRgb[channel] / colors * OUTPUT_FACTOR * (1 - y[at] * y[at]);
                }
            }
            return loss / colors;
        }

        private static void spread(float[] triples, int from, float[] colors, int count) {
            for (int i = 0; i < count; i++) {
                colors[i * COLOR] = triples[3 * (from + i)];
                colors[i * COLOR + 1] = triples[3 * (from + i) + 1];
                colors[i * COLOR + 2] = triples[3 * (from + i) + 2];
            }
        }

        private static void gather(float[] colors, float[] triples, int from, int count) {
            for (int i = 0; i < count; i++) {
                triples[3 * (from + i)] = colors[i * COLOR];
                triples[3 * (from + i) + 1] = colors[i * COLOR + 1];
                triples[3 * (from + i) + 2] = colors[i * COLOR + 2];
            }
        }
    }
}
