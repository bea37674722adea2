package dev.lutra.network.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.TestModels;
import dev.lutra.color.Lattice;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.network.EmbeddingPrior;
import dev.lutra.network.EncodedLut;
import dev.lutra.network.LipschitzBound;
import dev.lutra.network.Model;
import dev.lutra.network.NetworkShape;
import dev.lutra.network.TestLuts;
import dev.lutra.network.decode.Decoder;
import dev.lutra.network.decode.Evaluation;
import dev.lutra.network.engine.ComputeDevice;
import dev.lutra.network.engine.Loss;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class TrainingTest {

    private static final ComputeDevice DEVICE = TestModels.DEVICE;
    private static final List<Lut3d> LOOKS = TestLuts.looks(10, 1);
    private static final TrainingSettings SETTINGS = new TrainingSettings(TestLuts.SMALL, 600, 32, 0.01f, 7);

    /** A shape with scales, and synthetic looks. */
    private static final TrainingSettings AUGMENTED = new TrainingSettings(
            new NetworkShape(2, 3, 16, NetworkShape.Bias.ALL, List.of(0, 2)),
            800,
            32,
            0.015f,
            7,
            ColorDistribution.UNIFORM,
            Loss.DELTA_E,
            false,
            20);

    private static final TrainingSettings SCALED =
            new TrainingSettings(AUGMENTED.shape(), 300, 32, 0.015f, 7, ColorDistribution.UNIFORM, Loss.DELTA_E, false);

    private static final TrainingSettings NATURAL =
            new TrainingSettings(TestLuts.SMALL, 60, 16, 0.01f, 7, ColorDistribution.natural(), Loss.DELTA_E, false);

    private static final TrainingSettings BIJECTIVE =
            new TrainingSettings(TestLuts.SMALL, 60, 16, 0.3f, 7, ColorDistribution.UNIFORM, Loss.COLOR, true);

    @TempDir
    Path folder;

    @Test
    void learnsLooksToWithinAFewStepsOfEightBits() throws IOException {
        assertLearns(train(SETTINGS, 2));
    }

    @Test
    void putsWhatLiesBetweenTwoLooksBetweenThem() {
        Training.Result result = train(AUGMENTED, 2);
        float[] colors = new float[3 * Lattice.points(9)];
        Lattice.coordinates(9, RgbBox.UNIT, 0, colors.length / 3, colors);
        double away = 0;
        double apart = 0;
        try (Decoder decoder = Decoder.open(result.network(), DEVICE, 2)) {
            for (int i = 0; i < LOOKS.size(); i++) {
                float[] one = result.embeddings().get(i);
                float[] other = result.embeddings().get((i + 3) % LOOKS.size());
                float[] between = new float[one.length];
                for (int k = 0; k < between.length; k++) {
                    between[k] = (one[k] + other[k]) / 2;
                }
                float[] first = decoder.apply(new EncodedLut(one, RgbBox.UNIT, RgbBox.UNIT), colors);
                float[] second = decoder.apply(new EncodedLut(other, RgbBox.UNIT, RgbBox.UNIT), colors);
                float[] blend = decoder.apply(new EncodedLut(between, RgbBox.UNIT, RgbBox.UNIT), colors);
                for (int k = 0; k < blend.length; k++) {
                    float middle = (first[k] + second[k]) / 2;
                    away += Math.abs(blend[k] - middle);
                    apart += Math.abs(first[k] - middle);
                }
            }
        }
        assertThat(away).isLessThan(apart / 3);
    }

    private static void assertLearns(Training.Result result) throws IOException {
        Model model = TestLuts.model(result.network(), LOOKS, result.rounded());
        try (Decoder decoder = Decoder.open(model.network(), DEVICE, 2)) {
            var evaluation = new Evaluation(decoder);
            for (int i = 0; i < LOOKS.size(); i++) {
                assertThat(evaluation
                                .overGamut(model.encoded(i), LOOKS.get(i))
                                .deltaE76()
                                .mean())
                        .isLessThan(2.0);
            }
        }
    }

    @Test
    void givesTheSameBitsOnAnyNumberOfThreads() {
        var settings = new TrainingSettings(TestLuts.SMALL, 40, 16, 0.01f, 7);
        assertSame(train(settings, 1), train(settings, 3));
    }

    @Test
    void goesOnFromACheckpointAsIfItHadNotStopped() throws IOException {
        assertGoesOn(new TrainingSettings(TestLuts.SMALL, 60, 16, 0.01f, 7));
    }

    @Test
    void goesOnFromACheckpointWithNaturalColorsAndColorDifferences() throws IOException {
        assertGoesOn(NATURAL);
    }

    @Test
    void goesOnFromACheckpointOfABijectiveNetwork() throws IOException {
        // A high rate, so that the bound acts before and after the interruption.
        assertGoesOn(BIJECTIVE);
    }

    @Test
    void goesOnFromACheckpointWithScalesAndSyntheticLooks() throws IOException {
        assertGoesOn(AUGMENTED);
    }

    @Test
    void thePriorIsTheMeanAndTheDeviationOfItsEmbeddings() {
        Training.Result result = train(SCALED, 2);
        EmbeddingPrior prior = Objects.requireNonNull(result.network().prior());
        for (int i = 0; i < prior.mean().length; i++) {
            double sum = 0;
            double square = 0;
            for (float[] embedding : result.embeddings()) {
                double u = (embedding[i] - prior.mean()[i]) / prior.deviation()[i];
                sum += u / LOOKS.size();
                square += u * u / LOOKS.size();
            }
            // The prior is stored in float16.
            assertThat(sum).as("mean of number %d", i).isCloseTo(0, within(0.02));
            assertThat(square).as("variance of number %d", i).isLessThan(1.01);
        }
    }

    @Test
    void leavesEverythingAsItIsWhereACheckpointDoesNotFit() {
        try (var training = new Training(LOOKS, SCALED, DEVICE, 2)) {
            Checkpoint before = training.checkpoint();
            var tensors = new ArrayList<>(before.tensors());
            tensors.set(0, new float[tensors.getFirst().length]);
            tensors.set(tensors.size() - 1, new float[3]);
            var damaged = new Checkpoint(SCALED, before.fingerprint(), 5, tensors);
            var endless = new Checkpoint(SCALED, before.fingerprint(), SCALED.iterations() + 1, before.tensors());
            var empty = new Checkpoint(SCALED, before.fingerprint(), 5, List.of());

            for (Checkpoint checkpoint : List.of(damaged, endless, empty)) {
                assertThatThrownBy(() -> training.resume(checkpoint)).isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(training.checkpoint()).usingRecursiveComparison().isEqualTo(before);
        }
    }

    @Test
    void refusesMoreNumbersThanCanBeRefined() {
        var shape = new NetworkShape(8, 4, 128, NetworkShape.Bias.ALL, List.of(0));
        assertThatThrownBy(() -> new TrainingSettings(shape, 10, 16, 0.01f, 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2,048");
    }

    @Test
    void keepsABijectiveNetworkContractive() throws IOException {
        Training.Result result = train(BIJECTIVE, 2);
        assertThat(result.network().bijective()).isTrue();
        assertThat(LipschitzBound.contraction(result.network())).isBetween(0.5, SpectralBound.LIMIT + 1e-3);
    }

    private void assertGoesOn(TrainingSettings settings) throws IOException {
        Path file = folder.resolve("run.checkpoint");
        try (var training = new Training(LOOKS, settings, DEVICE, 2)) {
            var asked = new int[1];
            assertThat(training.run(progress -> {}, () -> asked[0]++ == 25)).isNull();
            training.checkpoint().write(file);
        }
        Checkpoint checkpoint = Checkpoint.read(file);
        assertThat(checkpoint.iteration()).isEqualTo(25);
        try (var resumed = new Training(LOOKS, settings, DEVICE, 2)) {
            resumed.resume(checkpoint);
            assertSame(Objects.requireNonNull(resumed.run(progress -> {}, () -> false)), train(settings, 2));
        }
    }

    @Test
    void refusesACheckpointOfAnotherRun() {
        Checkpoint checkpoint;
        try (var training = new Training(LOOKS, SETTINGS, DEVICE, 1)) {
            checkpoint = training.checkpoint();
        }
        try (var others = new Training(TestLuts.looks(10, 2), SETTINGS, DEVICE, 1)) {
            assertThatThrownBy(() -> others.resume(checkpoint)).hasMessageContaining("other LUTs");
        }
        var longer = new TrainingSettings(TestLuts.SMALL, 601, 32, 0.01f, 7);
        try (var other = new Training(LOOKS, longer, DEVICE, 1)) {
            assertThatThrownBy(() -> other.resume(checkpoint)).hasMessageContaining("other settings");
        }
    }

    @Test
    void refusesACheckpointOfOtherColorsOrAnotherLoss() {
        Checkpoint checkpoint;
        try (var training = new Training(LOOKS, NATURAL, DEVICE, 1)) {
            checkpoint = training.checkpoint();
        }
        var uniform =
                new TrainingSettings(TestLuts.SMALL, 60, 16, 0.01f, 7, ColorDistribution.UNIFORM, Loss.DELTA_E, false);
        var color =
                new TrainingSettings(TestLuts.SMALL, 60, 16, 0.01f, 7, ColorDistribution.natural(), Loss.COLOR, false);
        for (TrainingSettings other : List.of(uniform, color)) {
            try (var training = new Training(LOOKS, other, DEVICE, 1)) {
                assertThatThrownBy(() -> training.resume(checkpoint)).hasMessageContaining("other settings");
            }
        }
    }

    @Test
    void makesColorDifferencesSmall() throws IOException {
        var settings =
                new TrainingSettings(TestLuts.SMALL, 600, 32, 0.01f, 7, ColorDistribution.UNIFORM, Loss.DELTA_E, false);
        assertLearns(train(settings, 2));
    }

    @Test
    void reportsProgressUpToTheLastIteration() {
        var reports = new ArrayList<Progress>();
        try (var training = new Training(LOOKS, new TrainingSettings(TestLuts.SMALL, 50, 16, 0.01f, 7), DEVICE, 2)) {
            training.run(reports::add, () -> false);
        }
        Progress last = reports.getLast();
        assertThat(last.iteration()).isEqualTo(50);
        assertThat(last.loss()).isPositive();
        assertThat(last.deltaE76()).isPositive();
        assertThat(last.samplesPerSecond()).isPositive();
        assertThat(last.remaining()).isZero();
    }

    @Test
    void saysWhenTheLossIsNoLongerANumber() {
        var wild = new TrainingSettings(TestLuts.SMALL, 200, 16, Float.MAX_VALUE, 7);
        try (var training = new Training(LOOKS, wild, DEVICE, 1)) {
            assertThatThrownBy(() -> training.run(progress -> {}, () -> false))
                    .isInstanceOf(TrainingDiverged.class)
                    .hasMessageContaining("lower learning rate");
        }
    }

    private static Training.Result train(TrainingSettings settings, int threads) {
        try (var training = new Training(LOOKS, settings, DEVICE, threads)) {
            return Objects.requireNonNull(training.run(progress -> {}, () -> false));
        }
    }

    private static void assertSame(Training.Result one, Training.Result other) {
        assertThat(one.network().blocks())
                .usingRecursiveComparison()
                .isEqualTo(other.network().blocks());
        assertThat(one.embeddings()).usingRecursiveComparison().isEqualTo(other.embeddings());
    }
}
