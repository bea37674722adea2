package dev.lutra.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InterpolationTest {

    private static final RgbBox WIDE = new RgbBox(new Rgb(-1, 0.25f, 10), new Rgb(3, 0.5f, 1000));

    @ParameterizedTest
    @EnumSource
    void isExactAtThePoints(Interpolation interpolation) {
        Lut3d lut = random(7, WIDE);
        var rgb = new float[3 * lut.points()];
        Lattice.coordinates(7, WIDE, 0, lut.points(), rgb);

        interpolation.apply(lut, rgb, rgb, lut.points());

        assertThat(rgb).containsExactly(lut.lattice(), within(1e-5f));
    }

    @ParameterizedTest
    @EnumSource
    void rendersStraightMapsExactly(Interpolation interpolation) {
        long seed = 1;
        System.out.println("seed " + seed);
        var random = new SplittableRandom(seed);
        Lut3d lut = Lut3d.identity(5);
        var out = new float[4];
        for (int i = 0; i < 1000; i++) {
            float red = (float) random.nextDouble();
            float green = (float) random.nextDouble();
            float blue = i % 3 == 0 ? green : (float) random.nextDouble();

            interpolation.apply(lut, red, green, blue, out, 1);

            assertThat(out).containsExactly(new float[] {0, red, green, blue}, within(1e-6f));
        }
    }

    @ParameterizedTest
    @EnumSource
    void clampsToTheDomain(Interpolation interpolation) {
        Lut3d lut = random(4, WIDE);
        var inside = new float[3];
        var outside = new float[3];

        interpolation.apply(lut, 3, 0.25f, 1000, inside, 0);
        interpolation.apply(lut, Float.POSITIVE_INFINITY, Float.NaN, 1e30f, outside, 0);

        assertThat(outside).isEqualTo(inside);
        assertThat(inside).containsExactly(value(lut, 3, 0, 3), within(0f));
    }

    @Test
    void weighsAllCornersTrilinearly() {
        Lut3d lut = random(2, RgbBox.UNIT);
        var out = new float[3];

        Interpolation.TRILINEAR.apply(lut, 0.25f, 0.5f, 0.875f, out, 0);

        var expected = new float[3];
        for (int corner = 0; corner < 8; corner++) {
            float weight = (corner % 2 == 0 ? 0.75f : 0.25f) * 0.5f * (corner < 4 ? 0.125f : 0.875f);
            for (int channel = 0; channel < 3; channel++) {
                expected[channel] += weight * lut.lattice()[3 * corner + channel];
            }
        }
        assertThat(out).containsExactly(expected, within(1e-6f));
    }

    /** The formulas for the six tetrahedra, as graphics drivers' documents list them. */
    @Test
    void weighsTheCornersOfTheTetrahedronThatHoldsTheColour() {
        Lut3d lut = random(2, RgbBox.UNIT);
        float[][] colours = {
            {0.9f, 0.5f, 0.2f}, {0.9f, 0.2f, 0.5f}, {0.5f, 0.2f, 0.9f},
            {0.2f, 0.5f, 0.9f}, {0.2f, 0.9f, 0.5f}, {0.5f, 0.9f, 0.2f}
        };
        int[][][] paths = {
            {{1, 0, 0}, {1, 1, 0}}, {{1, 0, 0}, {1, 0, 1}}, {{0, 0, 1}, {1, 0, 1}},
            {{0, 0, 1}, {0, 1, 1}}, {{0, 1, 0}, {0, 1, 1}}, {{0, 1, 0}, {1, 1, 0}}
        };
        for (int i = 0; i < colours.length; i++) {
            var out = new float[3];
            Interpolation.TETRAHEDRAL.apply(lut, colours[i][0], colours[i][1], colours[i][2], out, 0);

            float[] near = value(lut, 0, 0, 0);
            float[] one = value(lut, paths[i][0][0], paths[i][0][1], paths[i][0][2]);
            float[] two = value(lut, paths[i][1][0], paths[i][1][1], paths[i][1][2]);
            float[] far = value(lut, 1, 1, 1);
            for (int channel = 0; channel < 3; channel++) {
                assertThat(out[channel])
                        .isCloseTo(
                                0.1f * near[channel] + 0.4f * one[channel] + 0.3f * two[channel] + 0.2f * far[channel],
                                within(1e-6f));
            }
        }
    }

    private static Lut3d random(int size, RgbBox domain) {
        var random = new SplittableRandom(size);
        var lattice = new float[3 * size * size * size];
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] = (float) random.nextDouble();
        }
        return new Lut3d(size, domain, lattice);
    }

    private static float[] value(Lut3d lut, int red, int green, int blue) {
        int at = 3 * (red + lut.size() * (green + lut.size() * blue));
        return new float[] {lut.lattice()[at], lut.lattice()[at + 1], lut.lattice()[at + 2]};
    }
}
