package dev.lutra.network.engine.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.network.ColorScale;
import dev.lutra.network.Network;
import dev.lutra.network.NetworkShape;
import dev.lutra.network.TestLuts;
import dev.lutra.network.engine.Engine;
import dev.lutra.network.engine.Engines;
import dev.lutra.network.engine.Loss;
import dev.lutra.network.engine.OutOfDeviceMemory;
import dev.lutra.network.engine.ResidentTraining;
import dev.lutra.network.learn.Initialization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TorchTrainingTest {

    private static final NetworkShape SHAPE = new NetworkShape(2, 3, 12, NetworkShape.Bias.ALL, List.of(0, 2));
    private static final int[] SIZES = {2, 5, 9, 17, 33, 65};
    private static final int COLORS = 300;
    private static final int PER_LUT = 16;
    /** Low, because Adam turns the rounding noise of a gradient near 0 into a part of the rate. */
    private static final float RATE = 0.002f;

    private static final float EMBEDDING_RATE = 0.006f;
    private static final float DECAY = 0.01f;

    private final List<Lut3d> luts = luts();
    private final NDManager manager = ai.djl.engine.Engine.getEngine("PyTorch").newBaseManager(Device.cpu());

    @BeforeAll
    static void loadTorch() {
        TestLuts.torch(Initialization.network(SHAPE, new SplittableRandom(1))).close();
    }

    @AfterEach
    void free() {
        manager.close();
    }

    @Test
    void interpolatesItsTargetsAsTheHostDoes() {
        ResidentTraining.Data data = data(Loss.COLOR);
        int[] all = IntStream.range(0, luts.size()).toArray();
        int[] offsets = {0, COLORS - PER_LUT, 7, 100, 101, 64};
        try (var training = training(data, new LutChunks())) {
            float[] target = training.evaluate(all, offsets).target();

            assertThat(target).hasSize(3 * PER_LUT * all.length);
            var expected = new float[3];
            for (int i = 0; i < target.length; i += 3) {
                int lut = i / (3 * PER_LUT);
                int at = 3 * offsets[lut] + i % (3 * PER_LUT);
                float[] colors = data.colors();
                Interpolation.TRILINEAR.apply(luts.get(lut), colors[at], colors[at + 1], colors[at + 2], expected, 0);
                for (int channel = 0; channel < 3; channel++) {
                    assertThat(target[i + channel]).isCloseTo(expected[channel], within(1e-5f));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void learnsInTenStepsWhatTheHostLearns(Loss loss) {
        ResidentTraining.Data data = data(loss);
        var host = new HostTraining(data, start());
        try (var training = training(data, new LutChunks())) {
            for (int step = 0; step < 10; step++) {
                double expected = host.step(lutsOf(step), offsetsOf(step));
                training.step(lutsOf(step), offsetsOf(step), RATE, EMBEDDING_RATE);

                assertThat(training.loss()).isCloseTo(expected, within(1e-5 * expected));
                if (step == 0 || step == 9) {
                    assertClose(training.state(), host.state());
                }
            }
        }
    }

    @Test
    void evaluatesTheBaseWithTheNumbersOfALook() {
        ResidentTraining.Data data = data(Loss.COLOR);
        ResidentTraining.State start = start();
        try (var training = training(data, new LutChunks());
                Engine engine = Engines.open(network(start), TestLuts.VECTOR)) {
            float[] output =
                    training.evaluate(new int[] {3, 1}, new int[] {20, 50}).output();
            var expected = new float[3 * PER_LUT];
            float[] x = Arrays.copyOfRange(data.x(), 3 * 50, 3 * (50 + PER_LUT));
            engine.newWorker().forward(sum(start.base(), start.embeddings().get(1)), x, PER_LUT, expected);
            for (int i = 0; i < expected.length; i++) {
                assertThat(output[expected.length + i])
                        .isCloseTo(expected[i] * 0.5f / Network.ALPHA + 0.5f, within(1e-5f));
            }
        }
    }

    @Test
    void readsTheMeanLossOfTheStepsSinceItWasRead() {
        ResidentTraining.Data data = data(Loss.DELTA_E);
        var host = new HostTraining(data, start());
        try (var training = training(data, new LutChunks())) {
            assertThat(training.loss()).isNaN();
            for (int round = 0; round < 2; round++) {
                double sum = 0;
                for (int step = 0; step < 3; step++) {
                    sum += host.step(lutsOf(step), offsetsOf(step));
                    training.step(lutsOf(step), offsetsOf(step), RATE, EMBEDDING_RATE);
                }
                assertThat(training.loss()).isCloseTo(sum / 3, within(1e-5 * sum));
            }
        }
    }

    @Test
    void continuesFromACheckpointToTheSameBits() {
        ResidentTraining.Data data = data(Loss.COLOR);
        ResidentTraining.State start = start();
        try (var training = training(data, new LutChunks());
                var other = training(data, new LutChunks())) {
            assertThat(training.state()).usingRecursiveComparison().isEqualTo(start);
            steps(training, 0, 5);
            ResidentTraining.State checkpoint = training.state();
            steps(training, 5, 10);
            steps(other, 2, 4);
            other.restore(checkpoint);
            steps(other, 5, 10);

            assertThat(other.state()).usingRecursiveComparison().isEqualTo(training.state());
            assertThat(other.state().base()).isNotEqualTo(checkpoint.base());
        }
    }

    @Test
    void learnsTheSameWhereTheMemoryIsShort() {
        ResidentTraining.Data data = data(Loss.COLOR);
        var small = new ShortMemory(1);
        var smaller = new ShortMemory(0);
        try (var whole = training(data, new LutChunks());
                var halved = training(data, small)) {
            steps(whole, 0, 3);
            steps(halved, 0, 3);

            assertThat(small.failures).isPositive();
            assertClose(halved.state(), whole.state());
            assertThat(halved.loss()).isCloseTo(whole.loss(), within(1e-6));
        }
        try (var none = training(data, smaller)) {
            assertThatThrownBy(() -> steps(none, 0, 1)).isInstanceOf(OutOfDeviceMemory.class);
            assertThat(none.state()).usingRecursiveComparison().isEqualTo(start());
        }
    }

    /** Nothing has a gradient yet that could be set to 0. */
    @Test
    void startsAgainWhereTheMemoryRunsOutAtOnce() {
        ResidentTraining.Data data = data(Loss.COLOR);
        try (var whole = training(data, new LutChunks());
                var halved = training(data, new LutChunks() {
                    @Override
                    void run(int luts, Runnable reset, Work work) {
                        reset.run();
                        super.run(luts, reset, work);
                    }
                })) {
            steps(whole, 0, 1);
            steps(halved, 0, 1);

            assertThat(halved.state()).usingRecursiveComparison().isEqualTo(whole.state());
        }
    }

    @Test
    void learnsTheLooks() {
        try (var training = training(data(Loss.DELTA_E), new LutChunks())) {
            steps(training, 0, 6);
            double before = training.loss();
            steps(training, 6, 94);
            training.loss();
            steps(training, 94, 100);

            assertThat(training.loss()).isLessThan(before / 2);
        }
    }

    @Test
    void rejectsIndicesThatAreNotThere() {
        try (var training = training(data(Loss.COLOR), new LutChunks())) {
            int[][][] wrong = {
                {{}, {}},
                {{0}, {0, 1}},
                {{0, 0}, {0, 1}},
                {{-1}, {0}},
                {{SIZES.length}, {0}},
                {{0}, {-1}},
                {{0}, {COLORS - PER_LUT + 1}}
            };
            for (int[][] lutsAndOffsets : wrong) {
                assertThatThrownBy(() -> training.step(lutsAndOffsets[0], lutsAndOffsets[1], RATE, EMBEDDING_RATE))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void rejectsAStateOfAnotherTraining() {
        ResidentTraining.State start = start();
        var other = new ResidentTraining.State(
                start.shared(), start.base(), start.embeddings().subList(1, 3));
        try (var training = training(data(Loss.COLOR), new LutChunks())) {
            assertThatThrownBy(() -> training.restore(other))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a state with 2 LUTs, not 6");
        }
    }

    @Test
    void isNotOfferedWhereItHasNoUse() {
        Network network = network(start());
        var bijective = new Network(SHAPE, network.blocks(), true);
        try (Engine vector = Engines.open(network, TestLuts.VECTOR);
                Engine bounded = TestLuts.torch(bijective);
                Engine torch = TestLuts.torch(network)) {
            assertThat(vector.train(data(Loss.COLOR), start())).isEmpty();
            assertThat(bounded.train(data(Loss.COLOR), start())).isEmpty();
            assertThat(torch.train(data(Loss.COLOR), start())).hasValueSatisfying(ResidentTraining::close);
        }
    }

    private TorchTraining training(ResidentTraining.Data data, LutChunks chunks) {
        return new TorchTraining(manager, SHAPE, data, start(), chunks);
    }

    private static void steps(ResidentTraining training, int from, int to) {
        for (int step = from; step < to; step++) {
            training.step(lutsOf(step), offsetsOf(step), RATE, EMBEDDING_RATE);
        }
    }

    /** Four of the six LUTs, others at each step. */
    private static int[] lutsOf(int step) {
        return new int[] {step % 6, (step + 1) % 6, (step + 5) % 6, (step + 3) % 6};
    }

    private static int[] offsetsOf(int step) {
        return IntStream.range(0, 4)
                .map(lut -> (step * 37 + lut * 91) % (COLORS - PER_LUT + 1))
                .toArray();
    }

    private static List<Lut3d> luts() {
        var random = new SplittableRandom(7);
        var luts = new ArrayList<Lut3d>();
        for (int size : SIZES) {
            Lut3d look = TestLuts.look(random, RgbBox.UNIT, 0, 1).resample(size);
            float[] rough = look.lattice().clone();
            for (int i = 0; i < rough.length; i++) {
                rough[i] = Math.clamp(rough[i] + (float) random.nextDouble(-0.02, 0.02), 0f, 1f);
            }
            luts.add(new Lut3d(size, RgbBox.UNIT, rough));
        }
        return luts;
    }

    private ResidentTraining.Data data(Loss loss) {
        var random = new SplittableRandom(8);
        var colors = new float[3 * COLORS];
        for (int i = 0; i < colors.length; i++) {
            colors[i] = Math.clamp(random.nextInt(-100, 4196) / 4095f, 0f, 1f);
        }
        return new ResidentTraining.Data(
                luts.stream().map(Lut3d::lattice).toList(), colors, ColorScale.atanh(colors), PER_LUT, loss, DECAY);
    }

    private static ResidentTraining.State start() {
        var random = new SplittableRandom(9);
        List<float[]> shared = Initialization.network(SHAPE, random).blocks();
        List<float[]> embeddings = IntStream.range(0, SIZES.length)
                .mapToObj(lut -> withMoments(Initialization.embedding(SHAPE, random)))
                .toList();
        return new ResidentTraining.State(
                shared.stream().map(TorchTrainingTest::withMoments).toList(),
                withMoments(Initialization.embedding(SHAPE, random)),
                embeddings);
    }

    private static float[] withMoments(float[] values) {
        return Arrays.copyOf(values, 3 * values.length + 1);
    }

    private static Network network(ResidentTraining.State state) {
        return new Network(
                SHAPE, state.shared().stream().map(TorchTrainingTest::values).toList());
    }

    private static float[] values(float[] state) {
        return Arrays.copyOf(state, state.length / 3);
    }

    private static float[] sum(float[] base, float[] embedding) {
        float[] sum = values(base);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += embedding[i];
        }
        return sum;
    }

    private static void assertClose(ResidentTraining.State actual, ResidentTraining.State expected) {
        assertThat(actual.shared()).hasSameSizeAs(expected.shared());
        assertThat(actual.embeddings()).hasSameSizeAs(expected.embeddings());
        for (int block = 0; block < expected.shared().size(); block++) {
            assertClose(actual.shared().get(block), expected.shared().get(block), "block " + block);
        }
        assertClose(actual.base(), expected.base(), "base");
        for (int lut = 0; lut < expected.embeddings().size(); lut++) {
            assertClose(actual.embeddings().get(lut), expected.embeddings().get(lut), "LUT " + lut);
        }
    }

    private static void assertClose(float[] actual, float[] expected, String what) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i])
                    .as("number %d of %s", i, what)
                    .isCloseTo(expected[i], within(1e-5f * (1 + Math.abs(expected[i]))));
        }
    }

    /** A device that has no room for so many LUTs, which it notices when it has computed their gradients. */
    private static final class ShortMemory extends LutChunks {

        private final int room;
        private int failures;

        ShortMemory(int room) {
            this.room = room;
        }

        @Override
        void run(int luts, Runnable reset, Work work) {
            super.run(luts, reset, (from, to) -> {
                work.on(from, to);
                if (to - from > room) {
                    failures++;
                    throw new OutOfDeviceMemory(new EngineException("CUDA out of memory"));
                }
            });
        }
    }

    /** The same training on the host, with the vector engine and Adam written down plainly. */
    private final class HostTraining {

        private final ResidentTraining.Data data;
        private final ResidentTraining.State state;

        HostTraining(ResidentTraining.Data data, ResidentTraining.State state) {
            this.data = data;
            this.state = state;
        }

        ResidentTraining.State state() {
            return state;
        }

        double step(int[] indices, int[] offsets) {
            int values = 3 * PER_LUT;
            var embeddings = new float[indices.length][];
            var x = new float[indices.length * values];
            var target = new float[x.length];
            for (int i = 0; i < indices.length; i++) {
                embeddings[i] = sum(state.base(), state.embeddings().get(indices[i]));
                System.arraycopy(data.x(), 3 * offsets[i], x, i * values, values);
                float[] colors = Arrays.copyOfRange(data.colors(), 3 * offsets[i], 3 * offsets[i] + values);
                Interpolation.TRILINEAR.apply(luts.get(indices[i]), colors, colors, PER_LUT);
                System.arraycopy(colors, 0, target, i * values, values);
            }
            Engine.Gradients gradients;
            try (Engine engine = Engines.open(network(state), TestLuts.VECTOR)) {
                gradients = engine.newWorker()
                        .backward(new Engine.Batch(embeddings, x, target, PER_LUT, data.loss()), true);
            }
            for (int block = 0; block < SHAPE.blocks(); block++) {
                adam(state.shared().get(block), gradients.shared()[block], RATE, 0);
            }
            var byBase = new float[SHAPE.embeddingSize()];
            for (int i = 0; i < indices.length; i++) {
                for (int k = 0; k < byBase.length; k++) {
                    byBase[k] += gradients.embeddings()[i][k];
                }
                adam(state.embeddings().get(indices[i]), gradients.embeddings()[i], EMBEDDING_RATE, DECAY);
            }
            adam(state.base(), byBase, RATE, 0);
            return gradients.loss() / indices.length;
        }

        private static void adam(float[] state, float[] gradient, float rate, float decay) {
            int n = gradient.length;
            double step = ++state[3 * n];
            double corrected = rate * Math.sqrt(1 - Math.pow(0.99, step)) / (1 - Math.pow(0.9, step));
            for (int i = 0; i < n; i++) {
                double g = gradient[i] + decay * state[i];
                state[n + i] += (float) (0.1 * (g - state[n + i]));
                state[2 * n + i] += (float) (0.01 * (g * g - state[2 * n + i]));
                state[i] -= (float) (corrected * state[n + i] / (Math.sqrt(state[2 * n + i]) + 1e-8));
            }
        }
    }
}
