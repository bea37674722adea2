package dev.lutra.bench;

import dev.lutra.color.Lut3d;
import dev.lutra.format.CubeWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Cube text from a lattice: files, and megabytes, each second. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class CubeWriterBenchmark {

    @Param({"33", "65"})
    public int size;

    private Lut3d lut;

    @Setup
    public void prepare() {
        lut = Looks.look(size);
    }

    @Benchmark
    public void write(Volume volume) throws IOException {
        var out = new OutputStream() {
            long bytes;

            @Override
            public void write(int b) {
                bytes++;
            }

            @Override
            public void write(byte[] b, int offset, int length) {
                bytes += length;
            }
        };
        try (var writer = new CubeWriter(out, "Look", size, lut.domain())) {
            writer.accept(lut.lattice(), lut.points());
        }
        volume.megabytes += out.bytes / 1e6;
    }
}
