package dev.lutra.network.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.TestModels;
import dev.lutra.color.ColorDifference;
import dev.lutra.color.Lab;
import dev.lutra.color.Lut3d;
import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import dev.lutra.network.ByteEmbedding;
import dev.lutra.network.CodedEmbedding;
import dev.lutra.network.Embedding;
import dev.lutra.network.EncodedLut;
import dev.lutra.network.Model;
import dev.lutra.network.Network;
import dev.lutra.network.NetworkShape;
import dev.lutra.network.TestLuts;
import dev.lutra.network.decode.Decoder;
import dev.lutra.network.decode.Evaluation;
import dev.lutra.network.engine.ComputeDevice;
import dev.lutra.network.engine.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EncoderTest {

    private static final ComputeDevice DEVICE = TestModels.DEVICE;
    private static final NetworkShape SHAPE = new NetworkShape(2, 3, 16, NetworkShape.Bias.ALL, List.of(0));
    private static final EncodingSettings SETTINGS =
            new EncodingSettings(600, 32, 0.03f, 1, ColorDistribution.UNIFORM, Loss.DELTA_E, 3, 256);
    private static Model model =
            TestLuts.model(Initialization.network(SHAPE, new SplittableRandom(1)), List.of(), List.of());

    @BeforeAll
    static void train() {
        List<Lut3d> looks = TestLuts.looks(24, 1);
        try (var training = new Training(looks, new TrainingSettings(SHAPE, 800, 32, 0.01f, 7), DEVICE, 2)) {
            Training.Result result = Objects.requireNonNull(training.run(progress -> {}, () -> false));
            model = TestLuts.model(result.network(), looks, result.rounded());
        }
    }

    @Test
    void describesLooksThatTheNetworkNeverSaw() {
        List<Lut3d> unseen = TestLuts.looks(6, 99);
        Model grown = grow(unseen);
        try (Decoder decoder = Decoder.open(grown.network(), DEVICE, 2)) {
            var evaluation = new Evaluation(decoder);
            for (int i = 0; i < unseen.size(); i++) {
                assertThat(evaluation
                                .overGamut(grown.encoded(model.luts().size() + i), unseen.get(i))
                                .deltaE76()
                                .mean())
                        .isLessThan(2.5);
            }
        }
    }

    @Test
    void leavesWhatTheModelHeldBitIdentical() {
        Model grown = grow(TestLuts.looks(3, 5));
        try (Decoder before = Decoder.open(model.network(), DEVICE, 2);
                Decoder after = Decoder.open(grown.network(), DEVICE, 1)) {
            for (int index : new int[] {0, 11, 23}) {
                assertThat(after.toLut(grown.encoded(index), 17).lattice())
                        .isEqualTo(before.toLut(model.encoded(index), 17).lattice());
            }
        }
    }

    @Test
    void keepsValuesBeyondOneAndOtherDomains() {
        var domain = new RgbBox(new Rgb(-0.5f, 0, 0), new Rgb(4, 4, 8));
        Lut3d scene = TestLuts.look(new SplittableRandom(3), domain, -0.25f, 6);
        Model grown = grow(List.of(scene));
        try (Decoder decoder = Decoder.open(grown.network(), DEVICE, 1)) {
            float[] white = decoder.apply(grown.encoded(model.luts().size()), new float[] {1, 1, 1});
            float[] black = decoder.apply(grown.encoded(model.luts().size()), new float[] {0, 0, 0});
            assertThat(white).containsExactly(new float[] {6, 6, 6}, within(0.3f));
            assertThat(black).containsExactly(new float[] {-0.25f, -0.25f, -0.25f}, within(0.3f));
        }
    }

    @Test
    void stopsWhenCancelled() {
        var encoder = new Encoder(model, SETTINGS, DEVICE, 2);
        assertThat(encoder.encode(TestLuts.looks(2, 5), progress -> {}, () -> true))
                .isNull();
    }

    @Test
    void stopsWhenCancelledAmongTheRefinements() {
        var encoder = new Encoder(model, SETTINGS, DEVICE, 1);
        var asked = new AtomicInteger();
        List<Embedding> embeddings = encoder.encode(
                TestLuts.looks(1, 5), progress -> {}, () -> asked.incrementAndGet() > SETTINGS.iterations() + 1);
        assertThat(embeddings).isNull();
        assertThat(asked.get()).isEqualTo(SETTINGS.iterations() + 2);
    }

    @Test
    void reportsProgressUntilTheLastRefinement() {
        var reports = new ArrayList<Progress>();
        new Encoder(model, SETTINGS, DEVICE, 1).encode(TestLuts.looks(3, 5), reports::add, () -> false);

        assertThat(reports).extracting(Progress::iteration).isSorted().doesNotHaveDuplicates();
        Progress last = reports.getLast();
        assertThat(last.iteration()).isEqualTo(last.iterations());
        assertThat(reports)
                .anySatisfy(report -> assertThat((double) report.iteration() / report.iterations())
                        .isBetween(0.5, 0.95));
    }

    @Test
    void leavesALossOfColorsToAdam() {
        var color = new EncodingSettings(
                300, 32, 0.03f, 1, ColorDistribution.UNIFORM, Loss.COLOR, SETTINGS.refinements(), 256);
        var deltaE = new EncodingSettings(
                300, 32, 0.03f, 1, ColorDistribution.UNIFORM, Loss.DELTA_E, SETTINGS.refinements(), 256);
        List<Lut3d> looks = TestLuts.looks(4, 5);
        double[] byColor = errors(looks, encode(looks, color));
        double[] byDeltaE = errors(looks, encode(looks, deltaE));
        assertThat(byColor[0]).isLessThan(byDeltaE[0]);
        assertThat(byDeltaE[1]).isLessThan(byColor[1]);
    }

    /** The mean square difference of channels, and the mean ΔE76. */
    private static double[] errors(List<Lut3d> looks, List<Embedding> embeddings) {
        var sums = new double[2];
        try (Decoder decoder = Decoder.open(model.network(), DEVICE, 1)) {
            for (int i = 0; i < looks.size(); i++) {
                float[] wanted = looks.get(i).lattice();
                var encoded = new EncodedLut(embeddings.get(i).values(), RgbBox.UNIT, RgbBox.UNIT);
                float[] found = decoder.toLut(encoded, looks.get(i).size()).lattice();
                for (int at = 0; at < found.length; at += 3) {
                    for (int channel = at; channel < at + 3; channel++) {
                        sums[0] += Math.pow(found[channel] - wanted[channel], 2) / found.length;
                    }
                    sums[1] +=
                            3 * ColorDifference.deltaE76(Lab.ofSrgb(found, at), Lab.ofSrgb(wanted, at)) / found.length;
                }
            }
        }
        return sums;
    }

    @Test
    void givesTheSameEmbeddingTwice() {
        List<Lut3d> looks = TestLuts.looks(2, 8);
        assertThat(grow(looks).embeddings())
                .usingRecursiveComparison()
                .isEqualTo(grow(looks).embeddings());
    }

    @Test
    void codesEmbeddingsInTheBytesOfALook() {
        List<Lut3d> looks = TestLuts.looks(4, 31);
        for (Embedding embedding : encode(looks)) {
            assertThat(embedding).isInstanceOf(CodedEmbedding.class);
            assertThat(1 + embedding.bytes())
                    .isBetween(
                            CodedEmbedding.mostBytes(SHAPE.embeddingSize()) * 9 / 10,
                            CodedEmbedding.mostBytes(SHAPE.embeddingSize()));
        }
    }

    @Test
    void encodesEachLookForItself() {
        List<Lut3d> looks = TestLuts.looks(3, 17);
        List<Embedding> together = encode(looks);
        for (int i = 0; i < looks.size(); i++) {
            assertThat(encode(List.of(looks.get(i)))).containsExactly(together.get(i));
        }
    }

    @Test
    void codesSignedBytesUnderANetworkWithoutAPrior() {
        Network plain = new Network(SHAPE, model.network().blocks());
        Model without = TestLuts.model(plain, TestLuts.looks(24, 1), model.embeddings());
        List<Lut3d> looks = TestLuts.looks(1, 23);
        var encoder = new Encoder(without, new EncodingSettings(600, 32, 0.1f, 1), DEVICE, 1);
        Embedding embedding = Objects.requireNonNull(encoder.encode(looks, progress -> {}, () -> false))
                .getFirst();

        assertThat(embedding).isInstanceOf(ByteEmbedding.class);
        embedding.check(SHAPE);
    }

    @Test
    void spendsMoreOnHighEffort() {
        for (Network network :
                List.of(model.network(), new Network(SHAPE, model.network().blocks()))) {
            EncodingSettings normal = EncodingSettings.of(network);
            EncodingSettings high = EncodingSettings.of(network, Effort.HIGH);
            assertThat(high.iterations()).isGreaterThanOrEqualTo(normal.iterations());
            assertThat(high.iterations() + high.refinements())
                    .isGreaterThan(normal.iterations() + normal.refinements());
        }
    }

    private static List<Embedding> encode(List<Lut3d> luts) {
        return encode(luts, SETTINGS);
    }

    private static List<Embedding> encode(List<Lut3d> luts, EncodingSettings settings) {
        return Objects.requireNonNull(
                new Encoder(model, settings, DEVICE, 2).encode(luts, progress -> {}, () -> false));
    }

    private static Model grow(List<Lut3d> luts) {
        List<Embedding> fresh = encode(luts);
        var all = new ArrayList<>(model.embeddings());
        all.addAll(fresh);
        var looks = new ArrayList<>(TestLuts.looks(24, 1));
        looks.addAll(luts);
        return TestLuts.model(model.network(), looks, all);
    }
}
