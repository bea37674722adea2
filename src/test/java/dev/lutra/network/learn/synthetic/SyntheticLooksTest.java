package dev.lutra.network.learn.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.color.Lut3d;
import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import dev.lutra.network.TestLuts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The real looks differ in size, domain and range, and some are black and white. */
class SyntheticLooksTest {

    private static final RgbBox WIDE = new RgbBox(new Rgb(-1, 0, -0.5f), new Rgb(2, 4, 1));
    private static final List<Lut3d> REAL = real();

    @Test
    void areTheSameForAnyNumberOfThreads() {
        List<Lut3d> one = SyntheticLooks.of(REAL, 60, 5, 1);
        List<Lut3d> four = SyntheticLooks.of(REAL, 60, 5, 4);

        assertThat(lattices(four)).isEqualTo(lattices(one));
    }

    @Test
    void ofASmallerSetAreTheFirstOfALargerOne() {
        List<Lut3d> few = SyntheticLooks.of(REAL, 20, 5, 2);
        List<Lut3d> many = SyntheticLooks.of(REAL, 60, 5, 2);

        assertThat(lattices(few)).isEqualTo(lattices(many).subList(0, 20));
        assertThat(SyntheticLooks.of(REAL, 0, 5, 2)).isEmpty();
    }

    /** The next seed must not give the same numbers one draw later either: no look of one set is in the other. */
    @Test
    void dependOnTheSeed() {
        List<Lut3d> looks = SyntheticLooks.of(REAL, 60, 5, 2);
        List<Lut3d> others = SyntheticLooks.of(REAL, 60, 6, 2);

        assertThat(lattices(others)).doesNotContainAnyElementsOf(lattices(looks));
    }

    @Test
    void haveOutputsInTheUnitCube() {
        for (Lut3d look : SyntheticLooks.of(REAL, 300, 1, 2)) {
            assertThat(look.size()).isEqualTo(SyntheticLooks.SIZE);
            assertThat(look.domain()).isEqualTo(RgbBox.UNIT);
            for (float value : look.lattice()) {
                assertThat(value >= 0 && value <= 1).as("%s", value).isTrue();
            }
        }
    }

    /** A look is rarely mixed with itself, or permuted though it has the same curve for all channels. */
    @Test
    void areNeitherConstantNorTheRealOnes() {
        List<float[]> real = REAL.stream().map(SyntheticLooksTest::normalized).toList();

        int copies = 0;
        for (Lut3d look : SyntheticLooks.of(REAL, 300, 1, 2)) {
            float[] lattice = look.lattice();
            assertThat(difference(lattice, constant(lattice))).isGreaterThan(0.02);
            assertThat(difference(lattice, Lut3d.identity(SyntheticLooks.SIZE).lattice()))
                    .isGreaterThan(1e-4);
            copies += real.stream().anyMatch(other -> difference(lattice, other) < 1e-3) ? 1 : 0;
        }
        assertThat(copies).isLessThan(6);
    }

    /** A few are the same: an operation alone can take all saturation away, in one way only. */
    @Test
    void areHardlyEverAlike() {
        var different = new ArrayList<float[]>();
        for (Lut3d look : SyntheticLooks.of(REAL, 300, 1, 2)) {
            if (different.stream().allMatch(other -> difference(look.lattice(), other) > 1e-3)) {
                different.add(look.lattice());
            }
        }

        assertThat(different).hasSizeGreaterThan(295);
    }

    /** One look of 31 has colours. Three quarters of the looks drawn are that one, and few stay grey. */
    @Test
    void preferLooksWithColors() {
        var monochrome = new ArrayList<Lut3d>();
        for (int i = 0; i < 30; i++) {
            monochrome.add(monochrome(0.5 + i / 20.0));
        }
        var mostlyMonochrome = new ArrayList<>(monochrome);
        mostlyMonochrome.addAll(TestLuts.looks(1, 3));

        long greys = greys(SyntheticLooks.of(monochrome, 400, 1, 2));
        long fewer = greys(SyntheticLooks.of(mostlyMonochrome, 400, 1, 2));
        long hardlyAny = greys(SyntheticLooks.of(TestLuts.looks(31, 3), 400, 1, 2));

        assertThat(fewer).isLessThan(greys / 2).isGreaterThan(2 * hardlyAny);
    }

    @Test
    void canBeMadeOfMonochromeLooksOnly() {
        List<Lut3d> looks = SyntheticLooks.of(List.of(monochrome(1), monochrome(2)), 60, 1, 2);

        assertThat(lattices(looks).stream().distinct().count()).isGreaterThan(55);
        assertThat(greys(looks)).isBetween(5L, 30L);
    }

    @Test
    void canBeMadeOfOneLook() {
        List<Lut3d> looks = SyntheticLooks.of(TestLuts.looks(1, 3), 60, 1, 2);

        assertThat(lattices(looks)).hasSize(60);
        assertThat(lattices(looks).stream().distinct().count()).isGreaterThan(55);
    }

    /** Training normalises a LUT alike, whatever the units of its domain and outputs. */
    @Test
    void doNotDependOnTheUnitsOfTheRealOnes() {
        Lut3d unit = TestLuts.look(new SplittableRandom(3), RgbBox.UNIT, 0, 1);
        Lut3d wide = new Lut3d(unit.size(), WIDE, unit.lattice());

        List<Lut3d> looks = SyntheticLooks.of(List.of(unit), 30, 1, 2);
        List<Lut3d> others = SyntheticLooks.of(List.of(wide), 30, 1, 2);

        for (int i = 0; i < looks.size(); i++) {
            assertThat(others.get(i).lattice())
                    .usingComparatorWithPrecision(1e-4f)
                    .containsExactly(looks.get(i).lattice());
        }
    }

    private static List<Lut3d> real() {
        var random = new SplittableRandom(7);
        var looks = new ArrayList<>(TestLuts.looks(5, 3));
        looks.add(TestLuts.look(random, WIDE, 0, 1));
        looks.add(TestLuts.look(random, RgbBox.UNIT, -0.5f, 4));
        looks.add(TestLuts.look(random, RgbBox.UNIT, 0, 1).resample(5));
        looks.add(monochrome(1.5));
        return looks;
    }

    private static Lut3d monochrome(double power) {
        float[] lattice = Lut3d.identity(9).lattice();
        for (int at = 0; at < lattice.length; at += 3) {
            float grey = (float) Math.pow(ColorOperation.luma(lattice, at), power);
            Arrays.fill(lattice, at, at + 3, grey);
        }
        return new Lut3d(9, RgbBox.UNIT, lattice);
    }

    private static long greys(List<Lut3d> looks) {
        return looks.stream()
                .filter(look -> AppliedLook.fully(look).isMonochrome())
                .count();
    }

    private static List<List<Float>> lattices(List<Lut3d> looks) {
        return looks.stream().map(look -> boxed(look.lattice())).toList();
    }

    private static List<Float> boxed(float[] values) {
        var boxed = new ArrayList<Float>(values.length);
        for (float value : values) {
            boxed.add(value);
        }
        return boxed;
    }

    private static float[] normalized(Lut3d look) {
        float[] colors = Lut3d.identity(SyntheticLooks.SIZE).lattice();
        AppliedLook.fully(look).applyTo(colors);
        return colors;
    }

    private static float[] constant(float[] lattice) {
        var mean = new double[3];
        for (int i = 0; i < lattice.length; i++) {
            mean[i % 3] += lattice[i] / (lattice.length / 3.0);
        }
        var constant = new float[lattice.length];
        for (int i = 0; i < constant.length; i++) {
            constant[i] = (float) mean[i % 3];
        }
        return constant;
    }

    private static double difference(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.abs(one[i] - other[i]);
        }
        return sum / one.length;
    }
}
