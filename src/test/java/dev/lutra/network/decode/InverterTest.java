package dev.lutra.network.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.TestModels;
import dev.lutra.color.Fidelity.Statistics;
import dev.lutra.color.Lut3d;
import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import dev.lutra.network.BlockLayout;
import dev.lutra.network.ColorScale;
import dev.lutra.network.EncodedLut;
import dev.lutra.network.LipschitzBound;
import dev.lutra.network.Model;
import dev.lutra.network.Network;
import dev.lutra.network.NetworkShape;
import dev.lutra.network.NetworkShape.Bias;
import dev.lutra.network.NotBijective;
import dev.lutra.network.TestLuts;
import dev.lutra.network.engine.ComputeDevice;
import dev.lutra.network.engine.Engine;
import dev.lutra.network.engine.Engines;
import dev.lutra.network.engine.Loss;
import dev.lutra.network.learn.ColorDistribution;
import dev.lutra.network.learn.Initialization;
import dev.lutra.network.learn.SpectralBound;
import dev.lutra.network.learn.Training;
import dev.lutra.network.learn.TrainingSettings;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class InverterTest {

    private static final ComputeDevice DEVICE = TestModels.DEVICE;
    private static final NetworkShape SHAPE = new NetworkShape(12, 1, 16, Bias.ALL);
    private static final List<Lut3d> LOOKS = TestLuts.looks(8, 1);
    private static Model model =
            TestLuts.model(Initialization.network(SHAPE, new SplittableRandom(1)), List.of(), List.of());

    @BeforeAll
    static void train() {
        var settings = new TrainingSettings(SHAPE, 800, 32, 0.01f, 7, ColorDistribution.UNIFORM, Loss.COLOR, true);
        try (var training = new Training(LOOKS, settings, DEVICE, 2)) {
            Training.Result result = Objects.requireNonNull(training.run(progress -> {}, () -> false));
            model = TestLuts.model(result.network(), LOOKS, result.rounded());
        }
    }

    @Test
    void leadsBackFromOutputsOfATrainedNetwork() {
        assertThat(LipschitzBound.contraction(model.network())).isLessThan(1);
        float[] colors = colors(4000);
        try (Decoder decoder = Decoder.open(model.network(), DEVICE, 2);
                Inverter inverter = Inverter.open(model.network(), DEVICE, 2)) {
            for (int lut = 0; lut < LOOKS.size(); lut++) {
                EncodedLut encoded = model.encoded(lut);
                assertThat(new Evaluation(decoder)
                                .overGamut(encoded, LOOKS.get(lut))
                                .deltaE76()
                                .mean())
                        .isLessThan(2.5);
                float[] outputs = decoder.apply(encoded, colors);
                float[] back = inverter.invert(encoded, outputs);
                for (int i = 0; i < colors.length; i += 3) {
                    if (isInside(outputs, i)) {
                        for (int channel = i; channel < i + 3; channel++) {
                            assertThat(back[channel]).isCloseTo(colors[channel], within(2e-5f));
                        }
                    }
                }
            }
        }
    }

    @Test
    void isMeasured() {
        try (Decoder decoder = Decoder.open(model.network(), DEVICE, 2);
                Inverter inverter = Inverter.open(model.network(), DEVICE, 2)) {
            EncodedLut lut = model.encoded(0);
            InverseQuality quality = InverseQuality.measure(
                    InverseQuality.Method.BIJECTIVE,
                    colors -> decoder.apply(lut, colors),
                    colors -> inverter.invert(lut, colors),
                    lut.range());
            assertThat(quality.roundTrip().mean()).isLessThan(0.01);
            assertThat(quality.coverage()).isBetween(0.3, 1.0);
            Statistics undone = InverseQuality.undone(
                    colors -> decoder.apply(lut, colors), colors -> inverter.invert(lut, colors), lut.range(), false);
            assertThat(undone.max()).isLessThan(0.01);
            Statistics all = InverseQuality.undone(
                    colors -> decoder.apply(lut, colors), colors -> inverter.invert(lut, colors), lut.range(), true);
            assertThat(all.mean()).isBetween(undone.mean(), 0.5);
        }
    }

    @Test
    void givesFiniteInputsForEveryOutput() throws IOException {
        try (Inverter inverter = Inverter.open(model.network(), DEVICE, 2)) {
            for (float value :
                    lattice(inverter, model.encoded(3), new RgbBox(new Rgb(-1, -1, -1), new Rgb(2, 2, 2)), 17)) {
                assertThat(value).isBetween(0f, 1f);
            }
        }
    }

    @Test
    void givesLatticesOverOutputsInTheUnitsOfTheDomain() throws IOException {
        var domain = new RgbBox(new Rgb(-1, 0, 0), new Rgb(3, 2, 1));
        var range = new RgbBox(new Rgb(0, -0.5f, 0), new Rgb(1, 1, 8));
        var lut = new EncodedLut(model.encoded(2).embedding(), domain, range);
        var outputs = new RgbBox(new Rgb(0, 0, 0), new Rgb(1, 1, 1));
        try (Inverter inverter = Inverter.open(model.network(), DEVICE, 2)) {
            float[] lattice = lattice(inverter, lut, outputs, 17);
            float[] colors = Lut3d.identity(17).lattice();
            assertThat(lattice).containsExactly(domain.fromUnit(inverter.invert(lut, colors)), within(1e-6f));
        }
    }

    @Test
    void givesTheSameToManyThreadsAtOnce() {
        float[] colors = colors(3000);
        try (Inverter inverter = Inverter.open(model.network(), DEVICE, 2)) {
            float[] alone = inverter.invert(model.encoded(1), colors);
            assertThat(IntStream.range(0, 8).parallel().mapToObj(i -> inverter.invert(model.encoded(1), colors)))
                    .allSatisfy(inputs -> assertThat(inputs).isEqualTo(alone));
        }
    }

    @Test
    void agreesBetweenTheEnginesOnBlocksOfAnyDepth() {
        for (NetworkShape shape : List.of(SHAPE, new NetworkShape(4, 3, 20, Bias.FIRST))) {
            var random = new SplittableRandom(5);
            Network start = Initialization.network(shape, random);
            var layout = BlockLayout.of(shape);
            start.blocks().forEach(block -> {
                for (int i = 0; i < layout.output().end(); i++) {
                    block[i] *= 3;
                }
                block[layout.scale().at(0, 1)] = 0.7f;
                block[layout.shift().at(0, 2)] = 0.2f;
            });
            var bound = new SpectralBound(shape, random);
            Network network = bound.exactly(start).toFloat16();
            double contraction = LipschitzBound.contraction(network);
            assertThat(contraction).isGreaterThan(0.85);
            float[] embedding = Initialization.embedding(shape, random);
            float[] y = ColorScale.atanh(colors(100));
            var byVectors = new float[y.length];
            var byTorch = new float[y.length];
            try (Engine vectors = Engines.open(network, TestLuts.VECTOR);
                    Engine torch = TestLuts.torch(network)) {
                vectors.newWorker().inverse(embedding, y, 100, contraction, byVectors);
                torch.newWorker().inverse(embedding, y, 100, contraction, byTorch);
            }
            assertThat(byVectors).containsExactly(byTorch, within(2e-5f));
        }
    }

    @Test
    void refusesANetworkThatHasNoInverse() {
        Network plain = Initialization.network(SHAPE, new SplittableRandom(1));
        assertThatThrownBy(() -> Inverter.open(plain, DEVICE, 1)).isInstanceOf(NotBijective.class);
        plain.blocks().getFirst()[0] = 1000;
        var claimed = new Network(SHAPE, plain.blocks(), true);
        assertThatThrownBy(() -> Inverter.open(claimed, DEVICE, 1)).isInstanceOf(NotBijective.class);
    }

    private static boolean isInside(float[] rgb, int at) {
        for (int i = at; i < at + 3; i++) {
            if (rgb[i] <= 0 || rgb[i] >= 1) {
                return false;
            }
        }
        return true;
    }

    private static float[] colors(int points) {
        var random = new SplittableRandom(11);
        var colors = new float[3 * points];
        for (int i = 0; i < colors.length; i++) {
            colors[i] = random.nextInt(256) / 255f;
        }
        return colors;
    }

    private static float[] lattice(Inverter inverter, EncodedLut lut, RgbBox outputs, int size) throws IOException {
        return Lut3d.filledBy(size, outputs, sink -> inverter.decodeInverse(lut, outputs, size, sink))
                .lattice();
    }
}
