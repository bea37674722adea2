package dev.lutra.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class InvertibilityTest {

    @Test
    void countsAllColorsOfMapsThatCanBeUndone() {
        assertThat(Invertibility.share(Lut3d.identity(33))).isEqualTo(1);
        assertThat(Invertibility.share(TestMaps.gamma(33, 0.6))).isEqualTo(1);
        assertThat(Invertibility.share(TestMaps.of(17, (r, g, b) -> new double[] {g, b, r})))
                .isEqualTo(1);
    }

    @Test
    void countsNoneWhereColorsCannotBeToldApart() {
        assertThat(Invertibility.share(TestMaps.grey(33))).isZero();
        assertThat(Invertibility.share(TestMaps.of(17, (r, g, b) -> new double[] {0.5, 0.5, 0.5})))
                .isZero();
        assertThat(Invertibility.share(TestMaps.of(17, (r, g, b) -> new double[] {1 - r, 1 - g, 1 - b})))
                .as("a negative turns space inside out")
                .isZero();
    }

    @Test
    void countsThePartThatIsNeitherClippedNorFolded() {
        assertThat(Invertibility.share(TestMaps.of(33, (r, g, b) -> new double[] {Math.min(1, 2 * r), g, b})))
                .isCloseTo(0.5, within(0.01));
        assertThat(Invertibility.share(TestMaps.of(33, (r, g, b) -> new double[] {1 - Math.abs(1 - 2 * r), g, b})))
                .isCloseTo(0.5, within(0.01));
    }

    @Test
    void seesThroughRoundingTo8Bits() {
        Lut3d rounded = TestMaps.of(33, (r, g, b) -> {
            double grey = 0.3 * r + 0.6 * g + 0.1 * b;
            return new double[] {
                Math.round(255 * grey) / 255.0, Math.round(254 * grey) / 255.0, Math.round(250 * grey) / 255.0
            };
        });
        assertThat(Invertibility.share(rounded)).isLessThan(0.05);
    }
}
