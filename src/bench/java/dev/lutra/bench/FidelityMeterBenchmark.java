package dev.lutra.bench;

import dev.lutra.color.Fidelity;
import dev.lutra.color.FidelityMeter;
import dev.lutra.color.Lut3d;
import java.util.SplittableRandom;
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

/** The fidelity of one LUT over 64³ colours, with errors of a few code values. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class FidelityMeterBenchmark {

    private Lut3d expected;
    private Lut3d actual;

    @Setup
    public void prepare() {
        expected = Looks.look(64);
        actual = Looks.look(64);
        var random = new SplittableRandom(1);
        for (int i = 0; i < actual.lattice().length; i++) {
            actual.lattice()[i] += (float) random.nextGaussian(0, 0.01);
        }
    }

    @Benchmark
    public Fidelity measure() {
        var meter = new FidelityMeter();
        meter.add(expected.lattice(), actual.lattice(), expected.points());
        return meter.result();
    }
}
