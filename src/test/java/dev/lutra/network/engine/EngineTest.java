package dev.lutra.network.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.TestModels;
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
        // The straight parts of the curves, down to black.
        Arrays.fill(batch.target(), 0, 12, 0);
        Arrays.fill(batch.target(), 12, 24, 0.03f);
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

    @Test
    void evaluatesEachOfManyEmbeddingsInTurn() {
        NetworkShape shape = TestLuts.SMALL;
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
        int bias = 0;
        for (float[] weights : network.blocks()) {
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
                if (layer < shape.layers()) {
                    for (int out = 0; out < outputs; out++) {
                        next[out] = Math.tanh(next[out] + (layer < shape.biasedLayers() ? embedding[bias++] : 0));
                    }
                }
                hidden = next;
            }
            for (int channel = 0; channel < 3; channel++) {
                x[channel] = (x[channel] + hidden[channel]) * weights[at + channel] + weights[at + 3 + channel];
            }
        }
        return new double[] {Math.tanh(x[0]), Math.tanh(x[1]), Math.tanh(x[2])};
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
