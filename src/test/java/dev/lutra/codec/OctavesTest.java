package dev.lutra.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OctavesTest {

    @Test
    void takesLogarithms() {
        for (long value = 1; value < 1L << 50; value += 1 + value / 3) {
            double exact = 8 * Math.log((double) value) / Math.log(2);
            assertThat((double) Octaves.log(value)).as("%d", value).isCloseTo(exact, within(1.1));
        }
    }

    @Test
    void takesPowers() {
        for (int eighths = -64; eighths <= 150; eighths++) {
            double exact = 256 * Math.pow(2, eighths / 8.0);
            assertThat((double) Octaves.power(eighths)).as("%d", eighths).isCloseTo(exact, within(1 + exact / 400));
        }
    }

    @Test
    void scales() {
        for (int eighths = -112; eighths <= 64; eighths++) {
            double exact = 1e9 * Math.pow(2, eighths / 8.0);
            assertThat((double) Octaves.scale(1_000_000_000L, eighths))
                    .as("%d", eighths)
                    .isCloseTo(exact, within(1 + exact / 400));
        }
    }

    @Test
    void staysWithinItsTypesForAllThatADetailCanHold() {
        int finest = new Step(Step.MAX).fineness();
        assertThat(Octaves.power(CoefficientTable.HIGHEST + finest)).isPositive();
        assertThat(Octaves.power(CoefficientTable.LOWEST + new Step(Step.MIN).fineness()))
                .isZero();
        assertThat(Octaves.scale(Integer.MAX_VALUE, finest)).isPositive();
    }
}
