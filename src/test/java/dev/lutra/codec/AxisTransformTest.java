package dev.lutra.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AxisTransformTest {

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 8, 9, 10, 11, 16, 17, 25, 32, 33, 36, 50, 64, 65})
    void undoesItself(int size) {
        var axis = new AxisTransform(size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double product = 0;
                for (int k = 0; k < size; k++) {
                    product += (double) axis.synthesis()[i * size + k] * axis.analysis()[k * size + j];
                }
                assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-6));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 17, 32, 33, 65})
    void givesEveryCoefficientTheSameEnergy(int size) {
        var axis = new AxisTransform(size);
        for (int k = 0; k < size; k++) {
            double energy = 0;
            for (int i = 0; i < size; i++) {
                energy += Math.pow(axis.synthesis()[i * size + k], 2);
            }
            assertThat(energy).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void leavesNoHighsOfAConstant() {
        var axis = new AxisTransform(33);
        for (int k = axis.lows(); k < 33; k++) {
            double high = 0;
            for (int i = 0; i < 33; i++) {
                high += axis.analysis()[k * 33 + i];
            }
            assertThat(high).as("coefficient %d", k).isCloseTo(0, within(1e-5));
        }
    }

    @ParameterizedTest
    @CsvSource({"33, 9, 2", "65, 9, 3", "64, 8, 3", "17, 9, 1", "9, 9, 0", "2, 2, 0", "25, 7, 2"})
    void halvesUntilNineAreLeft(int size, int lows, int bands) {
        var axis = new AxisTransform(size);
        assertThat(axis.lows()).isEqualTo(lows);
        assertThat(axis.band(0)).isZero();
        assertThat(axis.band(lows - 1)).isZero();
        assertThat(axis.band(size - 1)).isEqualTo(bands);
    }

    @Test
    void findsTheCoarserCoefficientAtTheSamePlace() {
        var axis = new AxisTransform(33);
        assertThat(axis.coarser(3)).isEqualTo(3);
        assertThat(axis.coarser(12)).isEqualTo(12);
        assertThat(axis.coarser(17)).isEqualTo(9);
        assertThat(axis.coarser(18)).isEqualTo(9);
        assertThat(axis.coarser(32)).isEqualTo(16);
        var fine = new AxisTransform(65);
        assertThat(fine.coarser(33)).isEqualTo(17);
        assertThat(fine.coarser(64)).isEqualTo(32);
    }
}
