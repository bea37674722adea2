package dev.lutra.network.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.network.NetworkShape;
import dev.lutra.network.TestLuts;
import dev.lutra.network.engine.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trainings whose data live on the device, here in libtorch on the CPU, beside those of the host. */
class ResidentStepsTest {

    private static final List<Lut3d> LOOKS = looks();
    private static final int ITERATIONS = 12;

    @ParameterizedTest
    @EnumSource
    void learnsWhatTheHostLearns(Loss loss) {
        try (Training device = onDevice(settings(loss, 1e-3f));
                Training host = onHost(settings(loss, 1e-3f))) {
            var ofDevice = new ArrayList<Progress>();
            var ofHost = new ArrayList<Progress>();
            Training.Result result = Objects.requireNonNull(device.run(ofDevice::add, () -> false));
            Training.Result expected = Objects.requireNonNull(host.run(ofHost::add, () -> false));

            assertClose(device.checkpoint(), host.checkpoint());
            assertThat(result.embeddings()).hasSameSizeAs(LOOKS);
            assertThat(result.embeddings().getFirst())
                    .containsExactly(expected.embeddings().getFirst(), within(2e-5f));
            assertThat(ofDevice.getLast().loss()).isPositive();
            assertThat(ofDevice.getLast().deltaE76())
                    .isCloseTo(
                            ofHost.getLast().deltaE76(),
                            within(1e-2 * ofHost.getLast().deltaE76()));
        }
    }

    @Test
    void goesOnFromACheckpointAsIfItHadNotStopped() {
        TrainingSettings settings = settings(Loss.DELTA_E, 0.01f);
        Checkpoint checkpoint = stopped(onDevice(settings));
        try (Training resumed = onDevice(settings);
                Training whole = onDevice(settings)) {
            resumed.resume(checkpoint);
            resumed.run(progress -> {}, () -> false);
            whole.run(progress -> {}, () -> false);

            assertThat(resumed.checkpoint().tensors())
                    .usingRecursiveComparison()
                    .isEqualTo(whole.checkpoint().tensors());
        }
    }

    @Test
    void goesOnWithWhatTheHostBegan() {
        TrainingSettings settings = settings(Loss.COLOR, 1e-3f);
        Checkpoint checkpoint = stopped(onHost(settings));
        try (Training resumed = onDevice(settings);
                Training whole = onHost(settings)) {
            resumed.resume(checkpoint);
            resumed.run(progress -> {}, () -> false);
            whole.run(progress -> {}, () -> false);

            assertClose(resumed.checkpoint(), whole.checkpoint());
        }
    }

    @Test
    void saysWhenTheLossIsNoLongerANumber() {
        try (Training training = onDevice(settings(Loss.COLOR, Float.MAX_VALUE))) {
            assertThatThrownBy(() -> training.run(progress -> {}, () -> false)).isInstanceOf(TrainingDiverged.class);
        }
    }

    @Test
    void leavesABijectiveNetworkToTheHost() {
        var settings = new TrainingSettings(
                TestLuts.SMALL, ITERATIONS, 16, 1e-3f, 7, ColorDistribution.UNIFORM, Loss.COLOR, true);
        try (Training training = onDevice(settings)) {
            Training.Result result = Objects.requireNonNull(training.run(progress -> {}, () -> false));

            assertThat(result.network().bijective()).isTrue();
        }
    }

    private static Training onDevice(TrainingSettings settings) {
        return new Training(LOOKS, settings, TestLuts.TORCH, 1, engine -> true);
    }

    private static Training onHost(TrainingSettings settings) {
        return new Training(LOOKS, settings, TestLuts.VECTOR, 1);
    }

    /** The state after five iterations. */
    private static Checkpoint stopped(Training training) {
        try (training) {
            var asked = new int[1];
            assertThat(training.run(progress -> {}, () -> asked[0]++ == 5)).isNull();
            return training.checkpoint();
        }
    }

    private static TrainingSettings settings(Loss loss, float rate) {
        return new TrainingSettings(
                new NetworkShape(2, 2, 16, NetworkShape.Bias.ALL, List.of(0)),
                ITERATIONS,
                16,
                rate,
                7,
                ColorDistribution.UNIFORM,
                loss,
                false,
                5);
    }

    /** Looks of several sizes, domains and ranges. */
    private static List<Lut3d> looks() {
        var random = new SplittableRandom(1);
        var looks = new ArrayList<Lut3d>();
        for (int size : new int[] {5, 9, 17, 33}) {
            looks.add(TestLuts.look(random, RgbBox.UNIT, 0.1f, 1.5f).resample(size));
        }
        return looks;
    }

    private static void assertClose(Checkpoint actual, Checkpoint expected) {
        assertThat(actual.iteration()).isEqualTo(expected.iteration());
        assertThat(actual.tensors()).hasSameSizeAs(expected.tensors());
        for (int tensor = 0; tensor < expected.tensors().size(); tensor++) {
            float[] values = expected.tensors().get(tensor);
            assertThat(actual.tensors().get(tensor)).hasSameSizeAs(values);
            for (int i = 0; i < values.length; i++) {
                assertThat(actual.tensors().get(tensor)[i])
                        .as("number %d of tensor %d", i, tensor)
                        .isCloseTo(values[i], within(2e-5f * (1 + Math.abs(values[i]))));
            }
        }
    }
}
