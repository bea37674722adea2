package dev.lutra.network.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.TestModels;
import dev.lutra.network.BlockLayout;
import dev.lutra.network.ColorScale;
import dev.lutra.network.Network;
import dev.lutra.network.NetworkShape;
import dev.lutra.network.Preset;
import dev.lutra.network.TestLuts;
import dev.lutra.network.learn.Initialization;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

public class EngineTest {

    private static final int LUTS = 3;
    private static final int COLORS = 16;

    public static List<NetworkShape> shapes() {
        return List.of(
                Preset.TINY.shape(),
                Preset.DEFAULT.shape(),
                new NetworkShape(2, 1, 20, NetworkShape.Bias.ALL),
                new NetworkShape(2, 3, 20, NetworkShape.Bias.ALL, List.of(1)),
                new NetworkShape(2, 2, 16, NetworkShape.Bias.FIRST, List.of(0)),
                new NetworkShape(2, 3, 48, NetworkShape.Bias.FIRST));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void givesTheOutputsOfTheFormulaWrittenDownPlainly(NetworkShape shape) {
        Network network = Initialization.network(shape, new SplittableRandom(1));
        float[] embedding = Initialization.embedding(shape, new SplittableRandom(2));
        int points = 301;
        float[] x = colors(points, 3);
        try (Engine engine = Engines.open(network, TestModels.DEVICE)) {
            var y = new float[x.length];
            engine.newWorker().forward(embedding, x, points, y);
            for (int point = 0; point < points; point++) {
                double[] expected = plainForward(network, embedding, x, 3 * point);
                for (int channel = 0; channel < 3; channel++) {
                    assertThat((double) y[3 * point + channel]).isCloseTo(expected[channel], within(2e-6));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void takesTheGradientsThatAutogradTakes(NetworkShape shape) {
        assertSameGradients(shape, batch(shape, Loss.COLOR));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void takesThoseOfTheColorDifference(NetworkShape shape) {
        Engine.Batch batch = batch(shape, Loss.DELTA_E);
        // The ends of the scale, where outputs are clipped, and the darks.
        Arrays.fill(batch.target(), 0, 12, 0);
        Arrays.fill(batch.target(), 12, 24, 1);
        Arrays.fill(batch.target(), 24, 36, 0.03f);
        assertSameGradients(shape, batch);
    }

    private static void assertSameGradients(NetworkShape shape, Engine.Batch batch) {
        Network network = Initialization.network(shape, new SplittableRandom(1));
        Engine.Gradients ours;
        Engine.Gradients autograd;
        try (Engine engine = Engines.open(network, TestModels.DEVICE)) {
            ours = engine.newWorker().backward(batch, true);
        }
        try (Engine engine = TestLuts.torch(network)) {
            autograd = engine.newWorker().backward(batch, true);
        }
        assertThat(ours.loss()).isCloseTo(autograd.loss(), within(1e-5 * autograd.loss()));
        assertClose(ours.shared(), autograd.shared());
        assertClose(ours.embeddings(), autograd.embeddings());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void buildsTheSameGaussNewtonSystemOnBoth(NetworkShape shape) {
        Network network = Initialization.network(shape, new SplittableRandom(1));
        float[] embedding = Initialization.embedding(shape, new SplittableRandom(2));
        int colors = 520;
        float[] x = colors(colors, 5);
        float[] target = colors(colors, 6);
        for (int i = 0; i < target.length; i++) {
            target[i] = ColorScale.color(target[i]);
        }
        Arrays.fill(target, 0, 30, 1);
        Arrays.fill(target, 30, 60, 0);
        Engine.NormalEquations ours;
        Engine.NormalEquations theirs;
        try (Engine engine = Engines.open(network, TestLuts.VECTOR)) {
            ours = engine.newWorker().normalEquations(embedding, x, target, colors, 0.5f);
        }
        try (Engine engine = TestLuts.torch(network)) {
            theirs = engine.newWorker().normalEquations(embedding, x, target, colors, 0.5f);
        }
        assertThat(theirs.loss()).isCloseTo(ours.loss(), within(1e-4 * ours.loss()));
        assertClose(new float[][] {theirs.gradient()}, new float[][] {ours.gradient()});
        assertClose(new float[][] {theirs.hessian()}, new float[][] {ours.hessian()});
    }

    /** The Jacobian matrix of the errors in L*a*b* by differences of the formula written down plainly. */
    @Test
    void buildsTheGaussNewtonSystemOfFiniteDifferences() {
        var shape = new NetworkShape(2, 3, 20, NetworkShape.Bias.ALL, List.of(1));
        Network network = Initialization.network(shape, new SplittableRandom(1));
        float[] embedding = Initialization.embedding(shape, new SplittableRandom(2));
        float[] x = colors(COLORS, 5);
        var target = new float[x.length];
        Arrays.fill(target, 0.4f);
        int numbers = embedding.length;
        double loss = 0;
        var gradient = new double[numbers];
        var hessian = new double[numbers * numbers];
        for (int color = 0; color < COLORS; color++) {
            double[] lab = plainLab(network, embedding, x, 3 * color, target);
            double distance = Math.sqrt(lab[0] * lab[0] + lab[1] * lab[1] + lab[2] * lab[2] + 0.25);
            loss += distance / COLORS;
            var rows = new double[numbers][3];
            for (int i = 0; i < numbers; i++) {
                float[] more = embedding.clone();
                float[] less = embedding.clone();
                more[i] += 1f / 1024;
                less[i] -= 1f / 1024;
                double[] up = plainLab(network, more, x, 3 * color, target);
                double[] down = plainLab(network, less, x, 3 * color, target);
                for (int k = 0; k < 3; k++) {
                    rows[i][k] = (up[k] - down[k]) / ((double) more[i] - less[i]);
                    gradient[i] += rows[i][k] * lab[k] / distance / COLORS;
                }
            }
            for (int i = 0; i < hessian.length; i++) {
                for (int k = 0; k < 3; k++) {
                    hessian[i] += rows[i / numbers][k] * rows[i % numbers][k] / distance / COLORS;
                }
            }
        }
        for (ComputeDevice device : List.of(TestLuts.VECTOR, TestLuts.TORCH)) {
            try (Engine engine = Engines.open(network, device)) {
                Engine.NormalEquations system = engine.newWorker().normalEquations(embedding, x, target, COLORS, 0.5f);
                assertThat(system.loss()).isCloseTo(loss, within(1e-4 * loss));
                assertClose(system.gradient(), gradient, 1e-4);
                assertClose(system.hessian(), hessian, 1e-4);
            }
        }
    }

    @Test
    void invertsNetworksWithScales() {
        var shape = new NetworkShape(3, 2, 20, NetworkShape.Bias.ALL, List.of(0, 1));
        List<float[]> blocks =
                Initialization.network(shape, new SplittableRandom(1)).blocks();
        BlockLayout layout = BlockLayout.of(shape);
        for (float[] block : blocks) {
            for (int i = layout.output().from(); i < layout.output().end(); i++) {
                block[i] *= 3;
            }
        }
        var network = new Network(shape, blocks, true);
        float[] embedding = Initialization.embedding(shape, new SplittableRandom(2));
        float[] x = colors(301, 3);
        for (ComputeDevice device : List.of(TestLuts.VECTOR, TestLuts.TORCH)) {
            try (Engine engine = Engines.open(network, device)) {
                Engine.Worker worker = engine.newWorker();
                var y = new float[x.length];
                worker.forward(embedding, x, 301, y);
                assertThat((double) y[1]).isNotCloseTo(Math.tanh(x[1]), within(0.01));
                for (int i = 0; i < y.length; i++) {
                    y[i] = (float) (0.5 * Math.log((1.0 + y[i]) / (1.0 - y[i])));
                }
                var undone = new float[x.length];
                worker.inverse(embedding, y, 301, 0.9, undone);
                for (int i = 0; i < x.length; i++) {
                    assertThat((double) undone[i]).isCloseTo(Math.tanh(x[i]), within(5e-6));
                }
            }
        }
    }

    @Test
    void forgetsTheWeightsOfALookWhenOthersAreLoaded() {
        NetworkShape shape = Preset.DEFAULT.shape();
        Network first = Initialization.network(shape, new SplittableRandom(1));
        Network second = Initialization.network(shape, new SplittableRandom(2));
        float[] embedding = Initialization.embedding(shape, new SplittableRandom(3));
        float[] x = colors(COLORS, 3);
        try (Engine engine = TestLuts.torch(first)) {
            Engine.Worker worker = engine.newWorker();
            var y = new float[x.length];
            worker.forward(embedding, x, COLORS, y);
            engine.load(second);
            worker.forward(embedding, x, COLORS, y);
            assertThat((double) y[4]).isCloseTo(plainForward(second, embedding, x, 3)[1], within(2e-6));
        }
    }

    @Test
    void evaluatesEachOfManyEmbeddingsInTurn() {
        NetworkShape shape = Preset.DEFAULT.shape();
        Network network = Initialization.network(shape, new SplittableRandom(1));
        List<float[]> embeddings = IntStream.range(0, 5)
                .mapToObj(seed -> Initialization.embedding(shape, new SplittableRandom(seed)))
                .toList();
        float[] x = colors(COLORS, 3);
        try (Engine engine = TestLuts.torch(network)) {
            Engine.Worker worker = engine.newWorker();
            for (int round = 0; round < 2; round++) {
                for (float[] embedding : embeddings) {
                    var y = new float[x.length];
                    worker.forward(embedding, x, COLORS, y);
                    assertThat((double) y[0]).isCloseTo(plainForward(network, embedding, x, 0)[0], within(2e-6));
                }
            }
        }
    }

    @Test
    void takesOverOtherWeights() {
        Network first = Initialization.network(TestLuts.SMALL, new SplittableRandom(1));
        Network second = Initialization.network(TestLuts.SMALL, new SplittableRandom(2));
        float[] embedding = Initialization.embedding(TestLuts.SMALL, new SplittableRandom(3));
        float[] x = colors(COLORS, 3);
        try (Engine engine = TestLuts.torch(first)) {
            Engine.Worker worker = engine.newWorker();
            engine.load(second);
            var y = new float[x.length];
            worker.forward(embedding, x, COLORS, y);
            assertThat((double) y[4]).isCloseTo(plainForward(second, embedding, x, 3)[1], within(2e-6));
        }
    }

    @Test
    void leavesTheWeightsAloneWhenTheyAreFrozen() {
        NetworkShape shape = TestLuts.SMALL;
        Network network = Initialization.network(shape, new SplittableRandom(1));
        Engine.Gradients all;
        Engine.Gradients frozen;
        try (Engine engine = Engines.open(network, TestModels.DEVICE)) {
            all = engine.newWorker().backward(batch(shape, Loss.COLOR), true);
            frozen = engine.newWorker().backward(batch(shape, Loss.COLOR), false);
        }
        assertThat(frozen.shared()).isEmpty();
        assertThat(frozen.embeddings()).isDeepEqualTo(all.embeddings());
    }

    @Test
    void givesGradientsThatLaterOnesLeaveAlone() {
        Network network = Initialization.network(TestLuts.SMALL, new SplittableRandom(1));
        for (ComputeDevice device : List.of(TestLuts.VECTOR, TestLuts.TORCH)) {
            try (Engine engine = Engines.open(network, device)) {
                Engine.Worker worker = engine.newWorker();
                Engine.Gradients first = worker.backward(batch(TestLuts.SMALL, Loss.COLOR), true);
                Engine.Gradients again = worker.backward(batch(TestLuts.SMALL, Loss.COLOR), true);
                Engine.Gradients other = worker.backward(batch(TestLuts.SMALL, Loss.DELTA_E), true);
                assertThat(first.shared()).isDeepEqualTo(again.shared());
                assertThat(first.embeddings()).isDeepEqualTo(again.embeddings());
                assertThat(first.loss()).isEqualTo(again.loss()).isNotEqualTo(other.loss());
                assertThat(first.embeddings()[0]).isNotEqualTo(other.embeddings()[0]);
            }
        }
    }

    private static double[] plainForward(Network network, float[] embedding, float[] colors, int from) {
        NetworkShape shape = network.shape();
        double[] x = {colors[from], colors[from + 1], colors[from + 2]};
        for (int block = 0; block < shape.blocks(); block++) {
            float[] weights = network.blocks().get(block);
            double[] hidden = x;
            int at = 0;
            for (int layer = 0; layer <= shape.layers(); layer++) {
                int outputs = layer == shape.layers() ? 3 : shape.width();
                var next = new double[outputs];
                for (double value : hidden) {
                    for (int out = 0; out < outputs; out++) {
                        next[out] += value * weights[at++];
                    }
                }
                for (int out = 0; layer < shape.layers() && out < outputs; out++) {
                    next[out] = Math.tanh(scale(shape, embedding, block, layer, out) * next[out]
                            + bias(shape, embedding, block, layer, out));
                }
                hidden = next;
            }
            for (int channel = 0; channel < 3; channel++) {
                x[channel] = (x[channel] + hidden[channel]) * weights[at + channel] + weights[at + 3 + channel];
            }
        }
        return new double[] {Math.tanh(x[0]), Math.tanh(x[1]), Math.tanh(x[2])};
    }

    /** The error of the output in L*a*b*, at the derivatives at the target. */
    private static double[] plainLab(Network network, float[] embedding, float[] x, int from, float[] target) {
        double[] y = plainForward(network, embedding, x, from);
        int node = LabLoss.node(target, from);
        var lab = new double[3];
        for (int channel = 0; channel < 3; channel++) {
            double error = Math.clamp(0.5 * y[channel] / Network.ALPHA + 0.5, 0, 1) - target[from + channel];
            for (int coordinate = 0; coordinate < 3; coordinate++) {
                lab[coordinate] += LabLoss.derivative(node, coordinate, channel) * error;
            }
        }
        return lab;
    }

    private static double scale(NetworkShape shape, float[] embedding, int block, int layer, int unit) {
        int scale = BlockLayout.of(shape).scale(block, layer);
        return scale < 0 ? 1 : 1 + embedding[scale + unit];
    }

    private static double bias(NetworkShape shape, float[] embedding, int block, int layer, int unit) {
        return layer < shape.biasedLayers() ? embedding[BlockLayout.of(shape).bias(block, layer) + unit] : 0;
    }

    public static Engine.Batch batch(NetworkShape shape, Loss loss) {
        var embeddings = new float[LUTS][];
        for (int lut = 0; lut < LUTS; lut++) {
            embeddings[lut] = Initialization.embedding(shape, new SplittableRandom(lut));
        }
        var random = new SplittableRandom(9);
        var target = new float[3 * LUTS * COLORS];
        for (int i = 0; i < target.length; i++) {
            target[i] = random.nextFloat();
        }
        return new Engine.Batch(embeddings, colors(LUTS * COLORS, 4), target, COLORS, loss);
    }

    public static float[] colors(int points, long seed) {
        var random = new SplittableRandom(seed);
        var x = new float[3 * points];
        for (int i = 0; i < x.length; i++) {
            x[i] = ColorScale.atanh(random.nextFloat());
        }
        return x;
    }

    private static void assertClose(float[] actual, double[] expected, double share) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertThat(largest).isPositive();
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i]).as("number %d", i).isCloseTo(expected[i], within(share * largest));
        }
    }

    private static void assertClose(float[][] actual, float[][] expected) {
        for (int i = 0; i < expected.length; i++) {
            float largest = 0;
            float furthest = 0;
            for (int k = 0; k < expected[i].length; k++) {
                largest = Math.max(largest, Math.abs(expected[i][k]));
                furthest = Math.max(furthest, Math.abs(expected[i][k] - actual[i][k]));
            }
            assertThat(largest).isPositive();
            assertThat(furthest).as("gradients %d", i).isLessThan(2e-5f * largest);
        }
    }
}
