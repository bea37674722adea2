package dev.lutra.bench;

import dev.lutra.network.EncodedLut;
import dev.lutra.network.Model;
import dev.lutra.network.decode.Decoder;
import dev.lutra.network.decode.ReadyLut;
import dev.lutra.network.engine.Engines;
import dev.lutra.network.file.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** A LUT of the shipped model on lattices of the sizes of the paper's table 6. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecoderBenchmark {

    @Param({"1", "2"})
    public int threads;

    @Param({"7", "11", "33", "65"})
    public int size;

    private Decoder decoder;
    private EncodedLut lut;
    private ReadyLut ready;

    @Setup
    public void open() throws IOException {
        Model model = ModelFile.read(Path.of("models/film.safetensors"));
        decoder = Decoder.open(model.network(), Engines.choose("cpu"), threads);
        lut = IntStream.range(0, model.luts().size())
                .mapToObj(model::encoded)
                .filter(look -> decoder.ready(look).needsNetwork())
                .findFirst()
                .orElseThrow();
        ready = decoder.ready(lut);
    }

    /** The network alone. */
    @Benchmark
    public void bare(Blackhole sink) throws IOException {
        decoder.decode(lut.bare(), size, (rgb, points) -> sink.consume(rgb));
    }

    /** Embedding and detail, as a first request meets them. */
    @Benchmark
    public void decode(Blackhole sink) throws IOException {
        decoder.decode(lut, size, (rgb, points) -> sink.consume(rgb));
    }

    /** The same while the detail is kept decoded. */
    @Benchmark
    public void again(Blackhole sink) throws IOException {
        decoder.decode(ready, size, (rgb, points) -> sink.consume(rgb));
    }

    @TearDown
    public void close() {
        decoder.close();
    }
}
