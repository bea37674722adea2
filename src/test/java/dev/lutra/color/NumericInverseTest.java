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

    private static final Lut3d CURVED = TestMaps.of(33, (r, g, b) -> {
        double luma = 0.3 * r + 0.6 * g + 0.1 * b;
        return new double[] {
            Math.pow(0.7 * r + 0.3 * luma, 1.8), Math.pow(0.6 * g + 0.4 * luma, 1.4), 0.1 + 0.8 * Math.pow(b, 0.6)
        };
    });
    private static final Lut3d NEGATIVE = TestMaps.of(9, (r, g, b) -> new double[] {1 - r, 1 - g, 1 - b});
    /** Of one colour, which depends on the lightness. */
    private static final Lut3d SEPIA = TestMaps.of(33, (r, g, b) -> {
        double luma = 0.3 * r + 0.6 * g + 0.1 * b;
        return new double[] {Math.pow(luma, 0.8), luma, Math.pow(luma, 1.3)};
    });
    /** Black-and-white, rounded to 8 bits as files are; of low contrast; an S-curve; a desaturation; a negative. */
    private static final List<Lut3d> KEEPING_GREYS = List.of(
            TestMaps.grey(33),
            TestMaps.of(33, (r, g, b) -> {
                double grey = Math.round(255 * Math.pow(0.5 * r + 0.3 * g + 0.2 * b, 1.7)) / 255.0;
                return new double[] {grey, grey, grey};
            }),
            TestMaps.of(17, (r, g, b) -> {
                double grey = 0.2 + 0.5 * (0.3 * r + 0.6 * g + 0.1 * b);
                return new double[] {grey, grey, grey};
            }),
            TestMaps.of(33, (r, g, b) -> new double[] {r * r * (3 - 2 * r), g * g * (3 - 2 * g), b * b * (3 - 2 * b)}),
            TestMaps.of(
                    33, (r, g, b) -> new double[] {0.6 * r + 0.4 * g, 0.8 * g + 0.1 * r + 0.1 * b, 0.5 * b + 0.5 * g}),
            NEGATIVE);
    /** All greys of 8 bits. */
    private static final float[] GREYS = greys();

    @Test
    void undoesMapsThatCanBeUndone() {
        float[] colors = TestMaps.colors(2000);
        for (Lut3d map : List.of(Lut3d.identity(33), TestMaps.gamma(33, 0.7), TestMaps.gamma(33, 1.3), MATRIX)) {
            float[] back = new NumericInverse(map, RgbBox.UNIT, TestMaps.PARALLEL).invert(TestMaps.apply(map, colors));
            assertThat(TestMaps.meanDeltaE(colors, back)).isLessThan(0.1);
        }
    }

    @Test
    void leadsToTheSameOutputsWhereSeveralInputsDo() {
        float[] colors = TestMaps.colors(2000);
        for (Lut3d map : List.of(TestMaps.grey(33), CLIPPING, FOLDING)) {
            float[] outputs = TestMaps.apply(map, colors);
            float[] again =
                    TestMaps.apply(map, new NumericInverse(map, RgbBox.UNIT, TestMaps.PARALLEL).invert(outputs));
            assertThat(TestMaps.meanDeltaE(outputs, again)).isLessThan(0.1);
        }
    }

    @Test
    void leadsGreysToGreys() {
        for (Lut3d map : KEEPING_GREYS) {
            var inverse = new NumericInverse(map, RgbBox.UNIT, TestMaps.PARALLEL);
            float[] inputs = inverse.invert(GREYS);
            assertGrey(inputs, 0);
            assertThat(TestMaps.meanDeltaE(reachable(map), TestMaps.apply(map, inputs)))
                    .isLessThan(0.05);
        }
    }

    @Test
    void leadsGreysToGreysThroughTables() throws IOException {
        for (Lut3d map : KEEPING_GREYS) {
            for (int size : new int[] {33, 65}) {
                var inputs = new float[GREYS.length];
                Interpolation.TETRAHEDRAL.apply(table(map, size), GREYS, inputs, GREYS.length / 3);
                assertGrey(inputs, 1e-6);
            }
        }
    }

    @Test
    void takesBlackAndWhiteWhereTheyLeadThere() throws IOException {
        Lut3d hard = TestMaps.of(33, (r, g, b) -> {
            double luma = Math.clamp(1.6 * (0.3 * r + 0.6 * g + 0.1 * b) - 0.3, 0, 1);
            return new double[] {luma, luma, luma};
        });
        assertThat(new NumericInverse(hard, RgbBox.UNIT, TestMaps.PARALLEL).invert(new float[] {0, 0, 0, 1, 1, 1}))
                .containsExactly(new float[] {0, 0, 0, 1, 1, 1}, within(0f));
        float[] lattice = table(hard, 17).lattice();
        assertThat(lattice[0]).isZero();
        assertThat(lattice[lattice.length - 1]).isEqualTo(1);
        // A negative's white is its black.
        assertThat(new NumericInverse(NEGATIVE, RgbBox.UNIT, TestMaps.PARALLEL).invert(new float[] {1, 1, 1}))
                .containsExactly(new float[] {0, 0, 0}, within(1e-6f));
    }

    @Test
    void takesTheInputNearTheGreysWhereALookLeavesItOpen() {
        float[] tinted = TestMaps.apply(SEPIA, GREYS);
        float[] inputs = new NumericInverse(SEPIA, RgbBox.UNIT, TestMaps.PARALLEL).invert(tinted);
        assertGrey(inputs, 0.05);
    }

    /** A table is read between its points, and fitted to that: better than exact points, or hardly worse. */
    @Test
    void isFittedToBeReadBetweenPoints() throws IOException {
        assertThat(fittedAgainstExact(CURVED)).isLessThan(0.8);
        assertThat(fittedAgainstExact(TestMaps.gamma(33, 1.6))).isLessThan(0.8);
        assertThat(fittedAgainstExact(MATRIX)).isLessThan(1.05);
    }

    /** The error of a table as it is made over that of a table of exact inverses. */
    private static double fittedAgainstExact(Lut3d map) throws IOException {
        float[] colors = TestMaps.colors(4000);
        var outputs = new float[colors.length];
        Interpolation.TETRAHEDRAL.apply(map, colors, outputs, colors.length / 3);
        int size = 17;
        var inverse = new NumericInverse(map, RgbBox.UNIT, TestMaps.PARALLEL);
        var exact =
                new Lut3d(size, RgbBox.UNIT, inverse.invert(Lut3d.identity(size).lattice()));
        return roundTrip(map, table(map, size), outputs) / roundTrip(map, exact, outputs);
    }

    /** What is computed in slabs of planes is what is computed at once. */
    @Test
    void givesTheSameLatticeInSlabs() throws IOException {
        int size = 65;
        var calls = new int[1];
        var inverse = new NumericInverse(CURVED, RgbBox.UNIT, TestMaps.PARALLEL);
        inverse.lattice(size, (rgb, points) -> calls[0]++);
        assertThat(calls[0]).isGreaterThan(2);
        float[] slabs = lattice(inverse, size);
        var whole = new float[slabs.length];
        float[] searched = inverse.invert(Lut3d.identity(size).lattice());
        new TableFit(CURVED, RgbBox.UNIT, size, false).fit(searched, 0, 0, size, whole, 0);
        assertThat(slabs).isEqualTo(whole);
    }

    private static double roundTrip(Lut3d map, Lut3d table, float[] outputs) {
        var again = new float[outputs.length];
        Interpolation.TETRAHEDRAL.apply(table, outputs, again, outputs.length / 3);
        Interpolation.TETRAHEDRAL.apply(map, again, again, outputs.length / 3);
        return TestMaps.meanDeltaE(outputs, again);
    }

    private static Lut3d table(Lut3d map, int size) throws IOException {
        var inverse = new NumericInverse(map, RgbBox.UNIT, TestMaps.PARALLEL);
        return Lut3d.filledBy(size, inverse.outputs(), sink -> inverse.lattice(size, sink));
    }

    private static void assertGrey(float[] colors, double within) {
        for (int i = 0; i < colors.length; i += 3) {
            assertThat((double) colors[i + 1]).isCloseTo(colors[i], within(within));
            assertThat((double) colors[i + 2]).isCloseTo(colors[i], within(within));
        }
    }

    /** Of the greys, the nearest that the LUT has. */
    private static float[] reachable(Lut3d map) {
        float[] ends = TestMaps.apply(map, new float[] {0, 0, 0, 1, 1, 1});
        var reachable = new float[GREYS.length];
        for (int i = 0; i < GREYS.length; i++) {
            reachable[i] = Math.clamp(GREYS[i], Math.min(ends[0], ends[3]), Math.max(ends[0], ends[3]));
        }
        return reachable;
    }

    @Test
    void endsWhereClippingBegins() {
        var inverse = new NumericInverse(CLIPPING, RgbBox.UNIT, TestMaps.PARALLEL);
        assertThat(inverse.invert(new float[] {1, 0, 0.5f}))
                .containsExactly(new float[] {0.5f, 1 / 6f, 0.5f}, within(0.1f));
        // Of all that become white, white is a grey.
        assertThat(inverse.invert(new float[] {1, 1, 1})).containsExactly(new float[] {1, 1, 1}, within(0.1f));
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
                TestMaps.apply(MATRIX, new NumericInverse(MATRIX, RgbBox.UNIT, TestMaps.PARALLEL).invert(targets));
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
            float[] lattice = lattice(new NumericInverse(map, RgbBox.UNIT, TestMaps.PARALLEL), size);
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
            // A step of the lattice is 0.03, a few of those where the map is flat, and where clipping begins. Beyond
            // reach near blue there are
            // colours with two nearest ones in Lab, and so with a jump between them.
            assertThat(steps.get(steps.size() * 999 / 1000)).isLessThan(0.15f);
            assertThat(steps.getLast()).isLessThan(0.5f);
        }
    }

    @Test
    void worksInTheUnitsOfDomainAndRange() throws IOException {
        var domain = new RgbBox(new Rgb(-1, 0, 0), new Rgb(3, 2, 10));
        var range = new RgbBox(new Rgb(0, 0, 0), new Rgb(4, 1, 1));
        float[] outputs = range.fromUnit(Lut3d.identity(17).lattice());
        var inverse = new NumericInverse(new Lut3d(17, domain, outputs), range, TestMaps.PARALLEL);
        float[] expected = domain.fromUnit(Lut3d.identity(9).lattice());
        assertThat(lattice(inverse, 9)).containsExactly(expected, within(0.3f));
    }

    @Test
    void doesNotStumbleOverOddMaps() {
        float[] targets = TestMaps.colors(300);
        Lut3d constant = TestMaps.of(2, (r, g, b) -> new double[] {0.5, 0.2, 0.1});
        Lut3d wild = TestMaps.of(9, (r, g, b) -> new double[] {100 * r - 50, Math.sin(40 * g), b * b * 1e6});
        for (Lut3d map : List.of(constant, NEGATIVE, wild)) {
            for (float value : new NumericInverse(map, RgbBox.UNIT, TestMaps.PARALLEL).invert(targets)) {
                assertThat(value).isBetween(0f, 1f);
            }
        }
        float[] back =
                new NumericInverse(NEGATIVE, RgbBox.UNIT, TestMaps.PARALLEL).invert(TestMaps.apply(NEGATIVE, targets));
        assertThat(TestMaps.meanDeltaE(targets, back)).isLessThan(0.05);
    }

    private static float[] greys() {
        var greys = new float[3 * 256];
        for (int i = 0; i < greys.length; i++) {
            int grey = i / 3;
            greys[i] = grey / 255f;
        }
        return greys;
    }

    private static float[] lattice(NumericInverse inverse, int size) throws IOException {
        return Lut3d.filledBy(size, inverse.outputs(), sink -> inverse.lattice(size, sink))
                .lattice();
    }
}
