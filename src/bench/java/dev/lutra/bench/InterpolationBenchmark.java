package dev.lutra.bench;

import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One random colour through a LUT of 33³ points. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class InterpolationBenchmark {

    private static final int POINTS = 1 << 16;

    @Param
    public Interpolation interpolation;

    private final float[] rgb = new float[3 * POINTS];
    private final float[] out = new float[3 * POINTS];
    private Lut3d lut;

    @Setup
    public void prepare() {
        lut = Looks.look(33);
        var random = new SplittableRandom(1);
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (float) random.nextDouble();
        }
    }

    @Benchmark
    @OperationsPerInvocation(POINTS)
    public float[] apply() {
        interpolation.apply(lut, rgb, out, POINTS);
        return out;
    }
}
