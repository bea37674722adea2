package dev.lutra.bench;

import dev.lutra.color.Lut3d;
import dev.lutra.format.LutFormats;
import dev.lutra.format.LutLayout;
import java.io.IOException;
import java.io.OutputStream;
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

/** A file from a lattice of 33³ points (17³ where a format has only that size): files, and megabytes, each second. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class TextWriterBenchmark {

    @Param({"cube", "3dl", "csp", "spi3d", "clf", "itx", "look", "vf", "vlt"})
    public String format;

    private LutLayout layout;
    private Lut3d lut;

    @Setup
    public void prepare() {
        layout = Looks.layout(LutFormats.byName(format).orElseThrow());
        lut = Looks.look(layout.size());
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
        Looks.write(lut, layout, out);
        volume.megabytes += out.bytes / 1e6;
    }
}
