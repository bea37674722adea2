package dev.lutra.network.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.color.ColorDifference;
import dev.lutra.color.Lab;
import dev.lutra.color.LabDerivatives;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabLossTest {

    /** A power of two: it and its parts are exact, so that a difference of two inputs is what it says. */
    private static final float STEP = 1f / 1024;

    @Test
    void isTheDifferenceAtTheDerivativesOfTheNodeNearestToTheTarget() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 1000; i++) {
            float[] output = color(random);
            float[] target = color(random);
            assertThat((double) LabLoss.gradient(output, target, 0, new float[3]))
                    .isCloseTo(plain(output, target), within(1e-5 * (1 + plain(output, target))));
        }
    }

    @Test
    void isTheColorDifferenceOfSmallErrorsAtANode() {
        var random = new SplittableRandom(3);
        for (int i = 0; i < 1000; i++) {
            var target = new float[3];
            var output = new float[3];
            for (int channel = 0; channel < 3; channel++) {
                int node = random.nextInt(2, LabLoss.NODES - 1);
                target[channel] = node / (LabLoss.NODES - 1f);
                output[channel] = target[channel] + random.nextInt(-1, 2) * STEP;
            }
            double difference = ColorDifference.deltaE76(Lab.ofSrgb(output, 0), Lab.ofSrgb(target, 0));
            double expected = Math.hypot(difference, LabLoss.EPSILON) - LabLoss.EPSILON;

            assertThat((double) LabLoss.gradient(output, target, 0, new float[3]))
                    .isCloseTo(expected, within(0.02 * expected + 1e-4));
        }
    }

    @Test
    void isQuadraticNearZeroAndThenStraight() {
        var target = new float[] {0.5f, 0.5f, 0.5f};
        double one = LabLoss.gradient(new float[] {0.5f + STEP, 0.5f, 0.5f}, target, 0, new float[3]);
        double two = LabLoss.gradient(new float[] {0.5f + 2 * STEP, 0.5f, 0.5f}, target, 0, new float[3]);
        double far = LabLoss.gradient(new float[] {0.75f, 0.5f, 0.5f}, target, 0, new float[3]);
        double farther = LabLoss.gradient(new float[] {1, 0.5f, 0.5f}, target, 0, new float[3]);

        assertThat(two / one).isBetween(3.8, 4.0);
        assertThat(farther / far).isBetween(2.0, 2.05);
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
        "0.5, 0.5, 0.5, 0.5, 0.5, 0.502",
        "0.25, 0.25, 0.25, 0.25, 0.25, 0.25",
        "0.03125, 0.03125, 0.03125, 0, 0.5, 0.03",
        "0.015625, 0.015625, 0.015625, 0, 0, 0",
        "0.984375, 0.984375, 0.984375, 1, 1, 1"
    })
    void hasItInTheDarksInTheLightsAndNearTheTarget(float r, float g, float b, float red, float green, float blue) {
        assertGradient(new float[] {r, g, b}, new float[] {red, green, blue});
    }

    @ParameterizedTest
    @CsvSource({"-0.5, 0.25, 0.75, 0.5, 0.25, 0.75", "1.046875, -0.046875, 0.5, 1, 0.5, 0.5", "2, 2, 2, 0, 0, 0"})
    void drawsBackWhatIsClipped(float r, float g, float b, float red, float green, float blue) {
        float[] output = {r, g, b};
        float[] clipped = {Math.clamp(r, 0f, 1f), Math.clamp(g, 0f, 1f), Math.clamp(b, 0f, 1f)};
        float[] target = {red, green, blue};
        var gradient = new float[3];
        var atTheClip = new float[3];

        assertThat(LabLoss.gradient(output, target, 0, gradient))
                .isEqualTo(LabLoss.gradient(clipped, target, 0, atTheClip))
                .isPositive();
        assertThat(gradient).isEqualTo(atTheClip);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "1, 1, 1", "0.2, 0.7, 0.04"})
    void restsWhereTheColorIsRight(float red, float green, float blue) {
        float[] color = {red, green, blue};
        var gradient = new float[] {9, 9, 9};

        assertThat(LabLoss.gradient(color, color, 0, gradient)).isZero();
        assertThat(gradient).containsExactly(0, 0, 0);
    }

    @Test
    void restsAtAnEndOfTheScaleAlsoWhereTheOutputIsBeyond() {
        var gradient = new float[] {9, 9, 9};

        assertThat(LabLoss.gradient(new float[] {1.2f, 0.5f, -0.1f}, new float[] {1, 0.5f, 0}, 0, gradient))
                .isZero();
        assertThat(gradient).containsExactly(0, 0, 0);
    }

    private static double plain(float[] output, float[] target) {
        var derivatives = new LabDerivatives();
        derivatives.at(node(target[0]), node(target[1]), node(target[2]));
        double square = LabLoss.EPSILON * LabLoss.EPSILON;
        for (int coordinate = 0; coordinate < 3; coordinate++) {
            double error = 0;
            for (int channel = 0; channel < 3; channel++) {
                error += derivatives.derivative(coordinate, channel) * (output[channel] - target[channel]);
            }
            square += error * error;
        }
        return Math.sqrt(square) - LabLoss.EPSILON;
    }

    private static double node(float value) {
        return Math.round(value * (LabLoss.NODES - 1)) / (LabLoss.NODES - 1.0);
    }

    private static float[] color(SplittableRandom random) {
        var color = new float[3];
        for (int channel = 0; channel < 3; channel++) {
            color[channel] = random.nextInt(1, 1024) * STEP;
        }
        return color;
    }

    private static void assertGradient(float[] output, float[] target) {
        var gradient = new float[3];
        LabLoss.gradient(output, target, 0, gradient);
        for (int channel = 0; channel < 3; channel++) {
            float[] more = output.clone();
            float[] less = output.clone();
            more[channel] += STEP / 64;
            less[channel] -= STEP / 64;
            double expected = (plain(more, target) - plain(less, target)) / (STEP / 32);
            assertThat((double) gradient[channel]).isCloseTo(expected, within(1e-3 * (1 + Math.abs(expected))));
        }
    }
}
