package dev.lutra.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.color.Fidelity.Statistics;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FidelityMeterTest {

    private static final Offset<Double> EXACT = within(1e-6);

    @Test
    void agreesWithTheFormulasOverRandomColours() {
        long seed = 1;
        System.out.println("seed " + seed);
        var random = new SplittableRandom(seed);
        int points = 10_007;
        var expected = new float[3 * points];
        var actual = new float[3 * points];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = (float) random.nextDouble(-0.1, 1.1);
            actual[i] = expected[i] + (float) random.nextGaussian(0, 0.03);
        }
        var meter = new FidelityMeter();
        meter.add(expected, actual, points / 2);
        meter.add(
                Arrays.copyOfRange(expected, points / 2 * 3, expected.length),
                Arrays.copyOfRange(actual, points / 2 * 3, actual.length),
                points - points / 2);

        Fidelity fidelity = meter.result();

        var deltaE76 = new double[points];
        var deltaE2000 = new double[points];
        double error = 0;
        for (int i = 0; i < points; i++) {
            Lab one = lab(expected, 3 * i);
            Lab other = lab(actual, 3 * i);
            deltaE76[i] = ColorDifference.deltaE76(one, other);
            deltaE2000[i] = ColorDifference.ciede2000(one, other);
            for (int channel = 3 * i; channel < 3 * i + 3; channel++) {
                error += Math.pow(code(expected[channel]) - code(actual[channel]), 2);
            }
        }
        assertStatistics(fidelity.deltaE76(), deltaE76);
        assertStatistics(fidelity.deltaE2000(), deltaE2000);
        assertThat(fidelity.psnr()).isCloseTo(20 * Math.log10(255) - 10 * Math.log10(error / points / 3), EXACT);
    }

    @Test
    void takesColoursThatRoundAlikeForEqual() {
        var meter = new FidelityMeter();
        meter.add(new float[] {0.5f, -3, 1}, new float[] {0.5009f, 0, 7}, 1);

        Fidelity fidelity = meter.result();

        assertThat(fidelity.deltaE76()).isEqualTo(new Statistics(0, 0, 0, 0));
        assertThat(fidelity.deltaE2000()).isEqualTo(new Statistics(0, 0, 0, 0));
        assertThat(fidelity.psnr()).isInfinite();
    }

    @Test
    void averagesEveryFigure() {
        var one = new Fidelity(new Statistics(1, 2, 3, 4), new Statistics(4, 5, 6, 7), 30);
        var other = new Fidelity(new Statistics(3, 4, 5, 6), new Statistics(6, 7, 8, 9), 40);

        assertThat(FidelityMeter.average(List.of(one, other)))
                .isEqualTo(new Fidelity(new Statistics(2, 3, 4, 5), new Statistics(5, 6, 7, 8), 35));
    }

    @Test
    void refusesToSumUpNothing() {
        assertThatThrownBy(() -> new FidelityMeter().result()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> FidelityMeter.average(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertStatistics(Statistics statistics, double[] differences) {
        Arrays.sort(differences);
        assertThat(statistics.mean())
                .isCloseTo(Arrays.stream(differences).average().orElseThrow(), EXACT);
        assertThat(statistics.p90()).isEqualTo(differences[(9 * differences.length + 9) / 10 - 1]);
        assertThat(statistics.max()).isEqualTo(differences[differences.length - 1]);
    }

    private static Lab lab(float[] rgb, int offset) {
        return Lab.ofSrgb(code(rgb[offset]) / 255.0, code(rgb[offset + 1]) / 255.0, code(rgb[offset + 2]) / 255.0);
    }

    private static int code(float value) {
        return Math.clamp(Math.round(255.0 * value), 0, 255);
    }
}
