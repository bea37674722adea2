package dev.lutra.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabTest {

    /** Values that are widely published for the corners of sRGB. */
    @ParameterizedTest
    @CsvSource({
        "255, 0, 0, 53.24, 80.09, 67.20",
        "0, 255, 0, 87.73, -86.18, 83.18",
        "0, 0, 255, 32.30, 79.19, -107.86",
        "255, 255, 0, 97.14, -21.55, 94.48",
        "0, 255, 255, 91.11, -48.09, -14.13",
        "255, 0, 255, 60.32, 98.23, -60.82"
    })
    void convertsTheCornersOfSrgb(int red, int green, int blue, double lightness, double a, double b) {
        Lab lab = Lab.ofSrgb8(red, green, blue);

        assertThat(lab.lightness()).isCloseTo(lightness, within(0.02));
        assertThat(lab.a()).isCloseTo(a, within(0.05));
        assertThat(lab.b()).isCloseTo(b, within(0.05));
    }

    @Test
    void keepsGreysNeutral() {
        for (int code = 0; code <= 255; code++) {
            Lab grey = Lab.ofSrgb8(code, code, code);

            assertThat(Math.abs(grey.a())).isLessThan(1e-12);
            assertThat(Math.abs(grey.b())).isLessThan(1e-12);
        }
        assertThat(Lab.ofSrgb(1, 1, 1).lightness()).isCloseTo(100, within(1e-12));
        assertThat(Lab.ofSrgb(0, 0, 0)).isEqualTo(new Lab(0, 0, 0));
    }

    @Test
    void givesTheSameByTableAsByFormula() {
        for (int code = 0; code <= 255; code++) {
            assertThat(Lab.ofSrgb8(code, 255 - code, 7))
                    .isEqualTo(Lab.ofSrgb(code / 255.0, (255 - code) / 255.0, 7 / 255.0));
        }
    }
}
