package dev.lutra.color;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RgbBoxTest {

    /** As wide as floats go, wider than a float can tell, and as narrow as floats go. */
    static Stream<RgbBox> domains() {
        float most = Float.MAX_VALUE;
        return Stream.of(
                RgbBox.UNIT,
                all(-3e38f, 3e38f),
                all(-most, most),
                all(0, Float.MIN_VALUE),
                all(1, Math.nextUp(1f)),
                all(-most, Math.nextUp(-most)),
                new RgbBox(new Rgb(-most, 0, 1e-38f), new Rgb(0, 1e-45f, most)));
    }

    @ParameterizedTest
    @MethodSource("domains")
    void leadsThereAndBack(RgbBox domain) {
        float[] unit = {0, 0, 0, 0.5f, 0.5f, 0.5f, 1, 1, 1};
        float[] there = domain.fromUnit(unit);
        assertThat(List.of(there[0], there[1], there[2]))
                .containsExactly(
                        domain.min().red(), domain.min().green(), domain.min().blue());
        assertThat(List.of(there[6], there[7], there[8]))
                .containsExactly(
                        domain.max().red(), domain.max().green(), domain.max().blue());
        for (float back : domain.toUnit(there)) {
            assertThat(back).isBetween(0f, 1f);
        }
    }

    @ParameterizedTest
    @MethodSource("domains")
    void hasAxesThatNeverStepBack(RgbBox domain) {
        for (int channel = 0; channel < 3; channel++) {
            float[] axis = domain.axis(channel, 33);
            assertThat(axis[0]).isEqualTo((float) domain.low(channel));
            assertThat(axis[32]).isEqualTo((float) (domain.low(channel) + domain.extent(channel)));
            assertThat(axis).isSorted();
        }
    }

    @ParameterizedTest
    @MethodSource("domains")
    void isInterpolatedOver(RgbBox domain) {
        var lattice = new float[3 * 5 * 5 * 5];
        Lattice.coordinates(5, domain, 0, 125, lattice);
        var identity = new Lut3d(5, domain, lattice);
        for (Interpolation interpolation : Interpolation.values()) {
            var colors = new float[3 * 17 * 17 * 17];
            Lattice.coordinates(17, domain, 0, 17 * 17 * 17, colors);
            float[] out = colors.clone();
            interpolation.apply(identity, out, out, out.length / 3);
            for (int i = 0; i < out.length; i++) {
                assertThat((out[i] - (double) colors[i]) / domain.extent(i % 3)).isBetween(-0.5, 0.5);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("domains")
    void isInvertedOver(RgbBox domain) throws IOException {
        var lattice = new float[3 * 5 * 5 * 5];
        Lattice.coordinates(5, domain, 0, 125, lattice);
        var inverse = new NumericInverse(new Lut3d(5, domain, lattice), domain, TestMaps.PARALLEL);
        var found = new ArrayList<Float>();
        inverse.lattice(9, (rgb, points) -> {
            for (int i = 0; i < 3 * points; i++) {
                found.add(rgb[i]);
            }
        });
        assertThat(found).hasSize(3 * 9 * 9 * 9);
        for (int i = 0; i < found.size(); i++) {
            assertThat(domain.toUnit(found.get(i), i % 3)).isBetween(0f, 1f);
        }
    }

    private static RgbBox all(float low, float high) {
        return new RgbBox(new Rgb(low, low, low), new Rgb(high, high, high));
    }
}
