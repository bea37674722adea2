package dev.lutra.bench;

import dev.lutra.format.FormatLimits;
import dev.lutra.format.LutFile;
import dev.lutra.format.LutFormat;
import dev.lutra.format.LutFormats;
import java.io.ByteArrayInputStream;
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

/** A lattice of 33³ points (17³ where a format has only that size) from a file: files, and megabytes, each second. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class TextReaderBenchmark {

    @Param({"cube", "3dl", "csp", "spi3d", "clf", "itx", "look", "vf", "vlt"})
    public String format;

    private LutFormat known;
    private byte[] file;

    @Setup
    public void prepare() throws IOException {
        known = LutFormats.byName(format).orElseThrow();
        file = Looks.file(known);
    }

    @Benchmark
    public LutFile read(Volume volume) throws IOException {
        volume.megabytes += file.length / 1e6;
        return known.read(new ByteArrayInputStream(file), FormatLimits.DEFAULT);
    }
}
