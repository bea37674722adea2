package dev.lutra.network.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.network.EmbeddingPrior;
import dev.lutra.network.EncodedLut;
import dev.lutra.network.Network;
import dev.lutra.network.NetworkShape;
import dev.lutra.network.TestLuts;
import dev.lutra.network.decode.Decoder;
import dev.lutra.network.engine.Engine;
import dev.lutra.network.engine.Engines;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LevenbergMarquardtTest {

    private static final NetworkShape SHAPE = new NetworkShape(2, 3, 20, NetworkShape.Bias.ALL, List.of(0, 2));
    private static final int NUMBERS = SHAPE.embeddingSize();
    private static final int COLORS = 512;

    private final Network network = Initialization.network(SHAPE, new SplittableRandom(1));
    private final EmbeddingPrior prior = prior();

    @Test
    void findsALookOfTheNetworkFromTheMean() {
        try (Engine engine = Engines.open(network, TestLuts.VECTOR)) {
            LevenbergMarquardt fit = fit(engine, prior.mean());
            double before = fit.sample(0).value();
            for (int step = 0; step < 8; step++) {
                fit.step(step);
            }
            LevenbergMarquardt.Sample after = fit.sample(100);

            assertThat(before).isGreaterThan(3);
            // ε, below which no loss is, and the penalty of a look that is typical of the prior.
            assertThat(after.value()).isLessThan(0.3 + 0.125 * 2);
            assertThat(norm(after.around().gradient()))
                    .isLessThan(0.1
                            * norm(fit(engine, prior.mean())
                                    .sample(100)
                                    .around()
                                    .gradient()));
        }
    }

    @Test
    void staysWhereNoStepLowersTheLoss() {
        try (Engine engine = Engines.open(network, TestLuts.VECTOR)) {
            LevenbergMarquardt fit = fit(engine, prior.mean());
            double last = fit.sample(7).value();
            for (int step = 0; step < 12; step++) {
                // The same colours at every step.
                fit.step(7);
                double reached = fit.sample(7).value();
                assertThat(reached).isLessThanOrEqualTo(last);
                last = reached;
            }
        }
    }

    private LevenbergMarquardt fit(Engine engine, float[] start) {
        var pool = new ColorPool(ColorDistribution.UNIFORM, 1, COLORS);
        return new LevenbergMarquardt(
                start,
                prior,
                engine.newWorker(),
                ColorSampler.of(look(), pool, 1),
                COLORS,
                EmbeddingPenalty.ofNumbers(start.length));
    }

    /** A look that the network makes of an embedding which is typical of the prior. */
    private Lut3d look() {
        var random = new Random(5);
        float[] values = prior.mean().clone();
        for (int i = 0; i < NUMBERS; i++) {
            values[i] += (float) random.nextGaussian() * prior.deviation()[i];
        }
        try (Decoder decoder = Decoder.open(network, TestLuts.VECTOR, 1)) {
            return decoder.toLut(new EncodedLut(values, RgbBox.UNIT, RgbBox.UNIT), 33);
        }
    }

    private static EmbeddingPrior prior() {
        var random = new Random(2);
        var mean = new float[NUMBERS];
        var deviation = new float[NUMBERS];
        for (int i = 0; i < NUMBERS; i++) {
            mean[i] = (float) random.nextGaussian() * 0.1f;
            deviation[i] = 0.3f + 0.4f * random.nextFloat();
        }
        return new EmbeddingPrior(mean, deviation);
    }

    private static double norm(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
    }
}
