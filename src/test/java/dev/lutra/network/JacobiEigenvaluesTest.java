package dev.lutra.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JacobiEigenvaluesTest {

    @Test
    void knowsMatricesWhoseEigenvaluesAreKnown() {
        assertThat(JacobiEigenvalues.largest(new double[][] {{7}})).isEqualTo(7);
        assertThat(JacobiEigenvalues.largest(new double[][] {{2, 1}, {1, 2}})).isCloseTo(3, within(1e-15));
        assertThat(JacobiEigenvalues.largest(new double[][] {{0, 0}, {0, 0}})).isZero();
        assertThat(JacobiEigenvalues.largest(new double[][] {{-5, 0}, {0, -2}})).isEqualTo(-2);
        // The second difference: 2 − 2 cos(kπ/(n + 1)).
        int n = 32;
        var difference = new double[n][n];
        for (int i = 0; i < n; i++) {
            difference[i][i] = 2;
            if (i > 0) {
                difference[i][i - 1] = -1;
                difference[i - 1][i] = -1;
            }
        }
        assertThat(JacobiEigenvalues.largest(difference))
                .isCloseTo(2 - 2 * Math.cos(n * Math.PI / (n + 1)), within(1e-13));
    }

    @Test
    void findsTheLargestOfARotatedDiagonal() {
        var random = new SplittableRandom(1);
        for (int repeat = 0; repeat < 100; repeat++) {
            double[] unit = {random.nextDouble(-1, 1), random.nextDouble(-1, 1), random.nextDouble(-1, 1)};
            double length = Math.sqrt(unit[0] * unit[0] + unit[1] * unit[1] + unit[2] * unit[2]);
            // 0.5 on all directions and 2 more along one.
            var matrix = new double[3][3];
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    matrix[i][j] = 2 * unit[i] * unit[j] / (length * length) + (i == j ? 0.5 : 0);
                }
            }
            assertThat(JacobiEigenvalues.largest(matrix)).isCloseTo(2.5, within(1e-14));
        }
    }

    @Test
    void givesNaNForNaN() {
        assertThat(JacobiEigenvalues.largest(new double[][] {{1, Double.NaN}, {Double.NaN, 1}}))
                .isNaN();
    }
}
