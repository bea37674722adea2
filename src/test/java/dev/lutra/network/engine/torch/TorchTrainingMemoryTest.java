package dev.lutra.network.engine.torch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDManager;
import dev.lutra.network.ColorScale;
import dev.lutra.network.NetworkShape;
import dev.lutra.network.TestLuts;
import dev.lutra.network.engine.Loss;
import dev.lutra.network.engine.ResidentTraining;
import dev.lutra.network.learn.Initialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("slow")
class TorchTrainingMemoryTest {

    private static final NetworkShape SHAPE = new NetworkShape(1, 1, 4, NetworkShape.Bias.ALL, List.of(0));
    private static final int STEPS = 10_000;
    private static final Path STATUS = Path.of("/proc/self/status");

    /** A tensor that stays behind at each step, however small, costs more than this. */
    private static final long MOST_KILOBYTES = 16 * 1024;

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the resident set is read from /proc")
    void keepsTheMemoryOverTenThousandSteps() throws IOException {
        var random = new SplittableRandom(1);
        float[] colors = {0, 0.5f, 1, 0.25f, 0.75f, 0.1f, 0.9f, 0.3f, 0.6f, 0.2f, 0.4f, 0.8f};
        var data = new ResidentTraining.Data(
                List.of(TestLuts.looks(1, 1).getFirst().lattice(), new float[24]),
                colors,
                ColorScale.atanh(colors),
                2,
                Loss.DELTA_E,
                0.01f);
        var start = new ResidentTraining.State(
                Initialization.network(SHAPE, random).blocks().stream()
                        .map(TorchTrainingMemoryTest::withMoments)
                        .toList(),
                withMoments(new float[SHAPE.embeddingSize()]),
                List.of(withMoments(new float[SHAPE.embeddingSize()]), withMoments(new float[SHAPE.embeddingSize()])));
        TestLuts.torch(Initialization.network(SHAPE, random)).close();
        NDManager manager = ai.djl.engine.Engine.getEngine("PyTorch").newBaseManager(Device.cpu());
        try (var training = new TorchTraining(manager, SHAPE, data, start, new LutChunks())) {
            steps(training, STEPS / 10);
            int tensors = tensors(manager);
            // Other tests of this JVM may take memory meanwhile, but not each time; a leak grows each time.
            long least = Long.MAX_VALUE;
            for (int round = 0; round < 3 && least >= MOST_KILOBYTES; round++) {
                long resident = kilobytesOutsideTheHeap();
                steps(training, STEPS);
                least = Math.min(least, kilobytesOutsideTheHeap() - resident);
            }

            assertThat(tensors(manager)).isEqualTo(tensors);
            assertThat(least).isLessThan(MOST_KILOBYTES);
            assertThat(training.loss()).isFinite();
        } finally {
            manager.close();
        }
    }

    private static void steps(ResidentTraining training, int steps) {
        for (int step = 0; step < steps; step++) {
            training.step(new int[] {step % 2, 1 - step % 2}, new int[] {step % 3, 1}, 1e-4f, 3e-4f);
            if (step % 1000 == 0) {
                training.loss();
                training.restore(training.state());
                training.evaluate(new int[] {1}, new int[] {2});
            }
        }
    }

    /** The tensors of a manager and of those below it. */
    private static int tensors(NDManager manager) {
        return ((BaseNDManager) manager).getManagedArrays().size();
    }

    private static long kilobytesOutsideTheHeap() throws IOException {
        System.gc();
        long resident = Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
        return resident - Runtime.getRuntime().totalMemory() / 1024;
    }

    private static float[] withMoments(float[] values) {
        return Arrays.copyOf(values, 3 * values.length + 1);
    }
}
