package dev.lutra.network.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.color.ColorDifference;
import dev.lutra.color.Lab;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabLossTest {

    /** Exact in float, so that a difference of two inputs is what it says. */
    private static final float STEP = 1f / 4096;

    @Test
    void isTheColorDifferenceSmoothedAtZero() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 1000; i++) {
            float[] output = color(random);
            float[] target = color(random);
            double difference = ColorDifference.deltaE76(Lab.ofSrgb(output, 0), Lab.ofSrgb(target, 0));

            assertThat(LabLoss.gradient(output, target, 0, new float[3]))
                    .isCloseTo(Math.sqrt(difference * difference + 1) - 1, within(1e-9));
        }
    }

    @Test
    void hasTheGradientOfFiniteDifferences() {
        var random = new SplittableRandom(2);
        for (int i = 0; i < 1000; i++) {
            assertGradient(color(random), color(random));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0.5, 0.25, 0.75",
        "0, 0, 0, 0.001, 0, 0",
        "1, 1, 1, 0, 0, 0",
        "0.03125, 0.03125, 0.03125, 0, 0.5, 0.03",
        "1.046875, -0.046875, 0.5, 1, 0, 0.5",
        "0.5, 0.5, 0.5, 0.5, 0.5, 0.502"
    })
    void hasItAtTheEndsAndBeyond(float red, float green, float blue, float wanted, float green2, float blue2) {
        assertGradient(new float[] {red, green, blue}, new float[] {wanted, green2, blue2});
    }

    @Test
    void restsWhereTheColorIsRight() {
        for (float[] color : new float[][] {{0, 0, 0}, {1, 1, 1}, {0.2f, 0.7f, 0.04f}}) {
            var gradient = new float[] {9, 9, 9};

            assertThat(LabLoss.gradient(color, color, 0, gradient)).isCloseTo(0, within(1e-12));
            for (float derivative : gradient) {
                assertThat(derivative).isCloseTo(0, within(1e-6f));
            }
        }
    }

    private static float[] color(SplittableRandom random) {
        var color = new float[3];
        for (int channel = 0; channel < 3; channel++) {
            color[channel] = random.nextInt(4097) * STEP;
        }
        return color;
    }

    private static void assertGradient(float[] output, float[] target) {
        var gradient = new float[3];
        LabLoss.gradient(output, target, 0, gradient);
        for (int channel = 0; channel < 3; channel++) {
            float[] more = output.clone();
            float[] less = output.clone();
            more[channel] += STEP;
            less[channel] -= STEP;
            double expected =
                    (LabLoss.gradient(more, target, 0, new float[3]) - LabLoss.gradient(less, target, 0, new float[3]))
                            / (2.0 * STEP);
            // The slope itself changes by up to a hundredth over two steps in the darks.
            assertThat((double) gradient[channel]).isCloseTo(expected, within(0.05 + 0.01 * Math.abs(expected)));
        }
    }
}
