package dev.lutra.network.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.TestProcess;
import dev.lutra.network.LipschitzBound;
import dev.lutra.network.Network;
import dev.lutra.network.NetworkShape;
import dev.lutra.network.TestLuts;
import dev.lutra.network.engine.Engine;
import dev.lutra.network.engine.EngineTest;
import dev.lutra.network.engine.Loss;
import dev.lutra.network.learn.Initialization;
import dev.lutra.network.learn.SpectralBound;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Vectors of other widths than this machine's give what its own give: paddings and remainders differ between them. Each
 * width takes a JVM of its own, as vectors are as fast as they are because it is a constant.
 */
@Tag("slow")
class LaneWidthTest {

    private static final int POINTS = 37;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {64, 128, 256, 512})
    void givesTheSame(int bits) throws Exception {
        Path file = folder.resolve("results");
        Process process = TestProcess.java(
                        List.of("-Dlutra.vector.bits=" + bits), Results.class.getName(), List.of(file.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(() -> read(folder.resolve("log"))).isZero();
        List<float[]> own = Results.compute();
        try (var in = new DataInputStream(Files.newInputStream(file))) {
            assertThat(in.readInt()).as("lanes").isEqualTo(bits / Float.SIZE);
            for (float[] expected : own) {
                var actual = new float[in.readInt()];
                float largest = 0;
                for (int i = 0; i < actual.length; i++) {
                    actual[i] = in.readFloat();
                    largest = Math.max(largest, Math.abs(expected[i]));
                }
                assertThat(largest).isPositive();
                assertThat(actual).containsExactly(expected, within(2e-5f * largest));
            }
            assertThat(in.read()).as("nothing more").isNegative();
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The program: writes how many lanes there are, and what they make of networks of several shapes. */
    static final class Results {

        private Results() {}

        public static void main(String[] args) throws IOException {
            try (var out = new DataOutputStream(Files.newOutputStream(Path.of(args[0])))) {
                out.writeInt(VectorMath.LANES);
                for (float[] values : compute()) {
                    out.writeInt(values.length);
                    for (float value : values) {
                        out.writeFloat(value);
                    }
                }
            }
        }

        /** Widths that fill vectors of every size, and such as fill none. */
        static List<float[]> compute() {
            var results = new ArrayList<float[]>();
            for (NetworkShape shape : EngineTest.shapes()) {
                Network network = Initialization.network(shape, new SplittableRandom(1));
                try (Engine engine = new VectorEngine(network, TestLuts.VECTOR)) {
                    float[] embedding = Initialization.embedding(shape, new SplittableRandom(2));
                    results.add(forward(engine.newWorker(), embedding));
                    results.addAll(backward(engine.newWorker(), shape));
                }
            }
            results.add(inverse(new NetworkShape(4, 3, 20, NetworkShape.Bias.FIRST)));
            return results;
        }

        private static float[] forward(Engine.Worker worker, float[] embedding) {
            float[] x = EngineTest.colors(POINTS, 3);
            var y = new float[x.length];
            worker.forward(embedding, x, POINTS, y);
            return y;
        }

        private static List<float[]> backward(Engine.Worker worker, NetworkShape shape) {
            var results = new ArrayList<float[]>();
            for (Loss loss : Loss.values()) {
                Engine.Batch batch = EngineTest.batch(shape, loss);
                Engine.Gradients gradients = worker.backward(batch, true);
                results.add(new float[] {(float) gradients.loss()});
                results.addAll(List.of(gradients.shared()));
                results.addAll(List.of(gradients.embeddings()));
            }
            return results;
        }

        private static float[] inverse(NetworkShape shape) {
            var random = new SplittableRandom(5);
            Network start = Initialization.network(shape, random);
            Network network = new SpectralBound(shape, random).exactly(start).toFloat16();
            float[] embedding = Initialization.embedding(shape, random);
            float[] y = EngineTest.colors(POINTS, 4);
            var x = new float[y.length];
            try (Engine engine = new VectorEngine(network, TestLuts.VECTOR)) {
                engine.newWorker().inverse(embedding, y, POINTS, LipschitzBound.contraction(network), x);
            }
            return x;
        }
    }
}
