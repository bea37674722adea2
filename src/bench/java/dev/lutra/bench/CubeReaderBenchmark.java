package dev.lutra.bench;

import dev.lutra.color.Lut3d;
import dev.lutra.format.CubeWriter;
import dev.lutra.format.FormatLimits;
import dev.lutra.format.LutFile;
import dev.lutra.format.LutFormats;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A lattice of 33³ points from cube text. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class CubeReaderBenchmark {

    private byte[] file;

    @Setup
    public void prepare() throws IOException {
        Lut3d lut = Looks.look(33);
        var out = new ByteArrayOutputStream();
        try (var writer = new CubeWriter(out, "Look", lut.size(), lut.domain())) {
            writer.accept(lut.lattice(), lut.points());
        }
        file = out.toByteArray();
    }

    @Benchmark
    public LutFile read() throws IOException {
        return LutFormats.CUBE.read(new ByteArrayInputStream(file), FormatLimits.DEFAULT);
    }
}
