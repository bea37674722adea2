package dev.lutra.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class NumericInverseTest {

    private static final Lut3d MATRIX = TestMaps.of(33, (r, g, b) ->
            new double[] {0.8 * r + 0.15 * g + 0.05 * b, 0.1 * r + 0.7 * g + 0.2 * b, 0.05 * r + 0.1 * g + 0.85 * b});
    private static final Lut3d CLIPPING =
            TestMaps.of(33, (r, g, b) -> new double[] {Math.min(1, 2 * r), Math.clamp(1.5 * g - 0.25, 0, 1), b});
    private static final Lut3d FOLDING = TestMaps.of(33, (r, g, b) -> new double[] {r, g, Math.abs(2 * b - 1)});

    @Test
    void undoesMapsThatCanBeUndone() {
        float[] colors = TestMaps.colors(2000);
        for (Lut3d map : List.of(Lut3d.identity(33), TestMaps.gamma(33, 0.7), TestMaps.gamma(33, 1.3), MATRIX)) {
            float[] back = new NumericInverse(map, Domain.UNIT, TestMaps.PARALLEL).invert(TestMaps.apply(map, colors));
            assertThat(TestMaps.meanDeltaE(colors, back)).isLessThan(0.1);
        }
    }

    @Test
    void leadsToTheSameOutputsWhereSeveralInputsDo() {
        float[] colors = TestMaps.colors(2000);
        for (Lut3d map : List.of(TestMaps.grey(33), CLIPPING, FOLDING)) {
            float[] outputs = TestMaps.apply(map, colors);
            float[] again =
                    TestMaps.apply(map, new NumericInverse(map, Domain.UNIT, TestMaps.PARALLEL).invert(outputs));
            assertThat(TestMaps.meanDeltaE(outputs, again)).isLessThan(0.1);
        }
    }

    @Test
    void keepsGreysOfABlackAndWhiteLookGrey() {
        var inverse = new NumericInverse(TestMaps.grey(33), Domain.UNIT, TestMaps.PARALLEL);
        for (int level = 0; level <= 255; level++) {
            float grey = level / 255f;
            float[] input = inverse.invert(new float[] {grey, grey, grey});
            assertThat(TestMaps.meanDeltaE(new float[] {grey, grey, grey}, input))
                    .isLessThan(1);
        }
    }

    @Test
    void endsWhereClippingBegins() {
        float[] input =
                new NumericInverse(CLIPPING, Domain.UNIT, TestMaps.PARALLEL).invert(new float[] {1, 0, 0.5f, 1, 1, 1});
        assertThat(input).containsExactly(new float[] {0.5f, 1 / 6f, 0.5f, 0.5f, 5 / 6f, 1}, within(0.15f));
    }

    @Test
    void findsTheNearestReachableColorInLabAsATrialOfAllDoes() {
        float[] targets = TestMaps.colors(200);
        Lut3d fine = MATRIX.resample(65);
        var reachable = new double[fine.points()][];
        for (int point = 0; point < reachable.length; point++) {
            Lab lab = Lab.ofSrgb(fine.lattice(), 3 * point);
            reachable[point] = new double[] {lab.lightness(), lab.a(), lab.b()};
        }
        float[] found =
                TestMaps.apply(MATRIX, new NumericInverse(MATRIX, Domain.UNIT, TestMaps.PARALLEL).invert(targets));
        for (int i = 0; i < targets.length; i += 3) {
            Lab target = Lab.ofSrgb(targets, i);
            double nearest = Double.POSITIVE_INFINITY;
            for (double[] lab : reachable) {
                nearest = Math.min(nearest, ColorDifference.deltaE76(target, new Lab(lab[0], lab[1], lab[2])));
            }
            assertThat(ColorDifference.deltaE76(target, Lab.ofSrgb(found, i))).isLessThan(nearest + 0.05);
        }
    }

    @Test
    void variesSmoothlyWithoutHoles() throws IOException {
        for (Lut3d map : List.of(Lut3d.identity(17), TestMaps.gamma(33, 0.7), MATRIX, TestMaps.grey(33), CLIPPING)) {
            int size = 33;
            float[] lattice = lattice(new NumericInverse(map, Domain.UNIT, TestMaps.PARALLEL), Domain.UNIT, size);
            var steps = new ArrayList<Float>();
            for (int i = 0; i < lattice.length; i++) {
                assertThat(lattice[i]).isBetween(0f, 1f);
                for (int stride : new int[] {3, 3 * size, 3 * size * size}) {
                    if (i / stride % size < size - 1) {
                        steps.add(Math.abs(lattice[i + stride] - lattice[i]));
                    }
                }
            }
            Collections.sort(steps);
            // A step of the lattice is 0.03, a few of those where the map is flat. Beyond reach near blue there are
            // colours with two nearest ones in Lab, and so with a jump between them.
            assertThat(steps.get(steps.size() * 999 / 1000)).isLessThan(0.12f);
            assertThat(steps.getLast()).isLessThan(0.5f);
        }
    }

    @Test
    void worksInTheUnitsOfDomainAndRange() throws IOException {
        var domain = new Domain(new Rgb(-1, 0, 0), new Rgb(3, 2, 10));
        var range = new Domain(new Rgb(0, 0, 0), new Rgb(4, 1, 1));
        float[] outputs = range.fromUnit(Lut3d.identity(17).lattice());
        var inverse = new NumericInverse(new Lut3d(17, domain, outputs), range, TestMaps.PARALLEL);
        float[] expected = domain.fromUnit(Lut3d.identity(9).lattice());
        assertThat(lattice(inverse, range, 9)).containsExactly(expected, within(0.3f));
    }

    @Test
    void doesNotStumbleOverOddMaps() {
        float[] targets = TestMaps.colors(300);
        Lut3d constant = TestMaps.of(2, (r, g, b) -> new double[] {0.5, 0.2, 0.1});
        Lut3d negative = TestMaps.of(9, (r, g, b) -> new double[] {1 - r, 1 - g, 1 - b});
        Lut3d wild = TestMaps.of(9, (r, g, b) -> new double[] {100 * r - 50, Math.sin(40 * g), b * b * 1e6});
        for (Lut3d map : List.of(constant, negative, wild)) {
            for (float value : new NumericInverse(map, Domain.UNIT, TestMaps.PARALLEL).invert(targets)) {
                assertThat(value).isBetween(0f, 1f);
            }
        }
        float[] back =
                new NumericInverse(negative, Domain.UNIT, TestMaps.PARALLEL).invert(TestMaps.apply(negative, targets));
        assertThat(TestMaps.meanDeltaE(targets, back)).isLessThan(0.05);
    }

    private static float[] lattice(NumericInverse inverse, Domain outputs, int size) throws IOException {
        var lattice = new float[3 * Lattice.points(size)];
        var at = new int[1];
        inverse.lattice(outputs, size, (rgb, points) -> {
            System.arraycopy(rgb, 0, lattice, at[0], 3 * points);
            at[0] += 3 * points;
        });
        assertThat(at[0]).isEqualTo(lattice.length);
        return lattice;
    }
}
