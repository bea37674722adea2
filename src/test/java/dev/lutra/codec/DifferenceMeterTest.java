package dev.lutra.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.color.ColorDifference;
import dev.lutra.color.FidelityMeter;
import dev.lutra.color.Lab;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DifferenceMeterTest {

    private static final int POINTS = 10_000;

    @Test
    void agreesWithTheMeterOfFidelity() {
        float[] colors = colors(1);
        float[] others = near(colors, 2);
        var meter = new DifferenceMeter();
        meter.add(colors, others);
        var fidelity = new FidelityMeter();
        fidelity.add(colors, others, POINTS);
        assertThat(meter.mean()).isCloseTo(fidelity.result().deltaE76().mean(), within(1e-9));
    }

    @Test
    void takesTheNearestRank() {
        float[] colors = colors(3);
        float[] others = near(colors, 4);
        var differences = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            differences[i] = ColorDifference.deltaE76(eightBits(colors, i), eightBits(others, i));
        }
        Arrays.sort(differences);
        var meter = new DifferenceMeter();
        meter.add(colors, others);
        double exact = differences[POINTS * 99 / 100 - 1];
        assertThat(meter.p99()).isBetween(exact, exact + 0.001);
    }

    @Test
    void takesPlanesAsWell() {
        float[] colors = colors(5);
        float[] others = near(colors, 6);
        var meter = new DifferenceMeter();
        meter.add(colors, others);
        var ofPlanes = new DifferenceMeter();
        ofPlanes.add(planes(colors), planes(others));
        assertThat(ofPlanes.mean()).isEqualTo(meter.mean());
        assertThat(ofPlanes.p99()).isEqualTo(meter.p99());
    }

    private static float[][] planes(float[] rgb) {
        var planes = new float[3][POINTS];
        for (int i = 0; i < rgb.length; i++) {
            planes[i % 3][i / 3] = 255 * rgb[i];
        }
        return planes;
    }

    private static Lab eightBits(float[] rgb, int point) {
        return Lab.ofSrgb8(
                Math.round(255 * rgb[3 * point]),
                Math.round(255 * rgb[3 * point + 1]),
                Math.round(255 * rgb[3 * point + 2]));
    }

    private static float[] colors(int seed) {
        var random = new SplittableRandom(seed);
        var colors = new float[3 * POINTS];
        for (int i = 0; i < colors.length; i++) {
            colors[i] = random.nextInt(256) / 255f;
        }
        return colors;
    }

    private static float[] near(float[] colors, int seed) {
        var random = new SplittableRandom(seed);
        var near = new float[colors.length];
        for (int i = 0; i < near.length; i++) {
            near[i] = Math.clamp(colors[i] + random.nextInt(-6, 7) / 255f, 0, 1);
        }
        return near;
    }
}
