package dev.lutra.bench;

import dev.lutra.codec.Accuracy;
import dev.lutra.codec.CodecConstants;
import dev.lutra.codec.Detail;
import dev.lutra.codec.DetailDecoder;
import dev.lutra.codec.DetailEncoder;
import dev.lutra.codec.EncodedDetail;
import dev.lutra.codec.Prediction;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
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

/** Details of a look of 33³ points, on one core. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class DetailBenchmark {

    @Param({"1/4", "0.5/2", "lossless"})
    public String accuracy;

    private final DetailEncoder encoder = new DetailEncoder(CodecConstants.identity());
    private final DetailDecoder decoder = new DetailDecoder(CodecConstants.identity());
    private final Lut3d look = Looks.look(33);
    private byte[] bytes = {};

    @Setup
    public void prepare() throws InterruptedException {
        for (int i = 0; i < look.lattice().length; i++) {
            look.lattice()[i] = Math.round(255 * Math.clamp(look.lattice()[i], 0, 1)) / 255f;
        }
        bytes = encode().bytes();
    }

    @Benchmark
    public EncodedDetail encode() throws InterruptedException {
        return encoder.encode(look, RgbBox.UNIT, Prediction.IDENTITY, Accuracy.of(accuracy));
    }

    @Benchmark
    public Detail decode() {
        return decoder.decode(bytes, Prediction.IDENTITY, 33);
    }
}
