package dev.lutra.bench;

import dev.lutra.color.HaldLevel;
import dev.lutra.color.Lut3d;
import dev.lutra.format.PngWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A Hald image of level 8 from a lattice of 64³ points, in memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class HaldPngWriterBenchmark {

    private static final HaldLevel LEVEL = new HaldLevel(8);

    @Param({"8", "16"})
    public int depth;

    private Lut3d lut;

    @Setup
    public void prepare() throws IOException {
        lut = Looks.look(LEVEL.cubeSize());
        System.out.printf("%d bytes%n", write());
    }

    @Benchmark
    public int write() throws IOException {
        var out = new ByteArrayOutputStream(1 << 20);
        try (var writer = new PngWriter(out, LEVEL.side(), LEVEL.side(), depth)) {
            writer.accept(lut.lattice(), lut.points());
        }
        return out.size();
    }
}
