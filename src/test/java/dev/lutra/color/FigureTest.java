package dev.lutra.color;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTest {

    @ParameterizedTest
    @CsvSource({
        "0.96634999, 0.9663",
        "41.81499, 41.81",
        "0.0012345678, 0.001235",
        "1234567.8, 1235000",
        "-0.00005, -0.00005",
        "0, 0",
        "Infinity, Infinity",
        "NaN, NaN"
    })
    void hasFourSignificantDigits(double measured, double shown) {
        assertThat(Figure.of(measured)).isEqualTo(Double.valueOf(shown));
    }
}
