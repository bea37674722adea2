package dev.lutra.network.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class NearestPlaneTest {

    private static final int NUMBERS = 70;
    private static final int LARGEST = 1000;

    @Test
    void roundsEachNumberAloneWhereTheyAreIndependent() {
        var random = new Random(1);
        double[] point = point(random);
        var hessian = new DMatrixRMaj(NUMBERS, NUMBERS);
        for (int i = 0; i < NUMBERS; i++) {
            hessian.set(i, i, 1 + random.nextDouble());
        }
        int[] rounded = new NearestPlane(point, hessian).round(0.25, LARGEST);
        for (int i = 0; i < NUMBERS; i++) {
            assertThat(rounded[i]).isEqualTo((int) Math.rint(point[i] / 0.25));
        }
    }

    @Test
    void keepsPointsThatAreMultiples() {
        var random = new Random(2);
        int[] multiples = random.ints(NUMBERS, -50, 51).toArray();
        var point = new double[NUMBERS];
        for (int i = 0; i < NUMBERS; i++) {
            point[i] = 0.125 * multiples[i];
        }
        assertThat(new NearestPlane(point, correlated(random)).round(0.125, LARGEST))
                .isEqualTo(multiples);
    }

    @Test
    void carriesErrorsSoThatTheQuadraticGrowsLess() {
        var random = new Random(3);
        for (int i = 0; i < 20; i++) {
            double[] point = point(random);
            DMatrixRMaj hessian = correlated(random);
            var alone = new int[NUMBERS];
            for (int k = 0; k < NUMBERS; k++) {
                alone[k] = (int) Math.rint(point[k] / 0.25);
            }
            int[] together = new NearestPlane(point, hessian).round(0.25, LARGEST);
            assertThat(growth(point, together, hessian)).isLessThan(0.3 * growth(point, alone, hessian));
        }
    }

    @Test
    void keepsMagnitudesWithinTheLimit() {
        var random = new Random(4);
        int[] rounded = new NearestPlane(point(random), correlated(random)).round(1e-3, 100);

        assertThat(rounded).contains(100).contains(-100);
        for (int multiple : rounded) {
            assertThat(Math.abs(multiple)).isLessThanOrEqualTo(100);
        }
    }

    @Test
    void needsAPositiveCurvature() {
        var hessian = CommonOps_DDRM.identity(NUMBERS);
        hessian.set(3, 3, -2);
        assertThatThrownBy(() -> new NearestPlane(new double[NUMBERS], hessian))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void toleratesRoundingErrorsOfACurvature() {
        var hessian = CommonOps_DDRM.identity(NUMBERS);
        hessian.set(3, 3, -5e-4);
        int[] rounded = new NearestPlane(new double[NUMBERS], hessian).round(0.25, LARGEST);
        assertThat(rounded).containsOnly(0);
    }

    private static double growth(double[] point, int[] multiples, DMatrixRMaj hessian) {
        double sum = 0;
        for (int row = 0; row < NUMBERS; row++) {
            for (int column = 0; column < NUMBERS; column++) {
                sum += (0.25 * multiples[row] - point[row])
                        * hessian.get(row, column)
                        * (0.25 * multiples[column] - point[column]);
            }
        }
        return sum;
    }

    private static double[] point(Random random) {
        return random.doubles(NUMBERS, -3, 3).toArray();
    }

    /** A curvature that is large in few directions, as that of an embedding is. */
    private static DMatrixRMaj correlated(Random random) {
        var hessian = CommonOps_DDRM.identity(NUMBERS);
        CommonOps_DDRM.scale(1e-3, hessian);
        for (int direction = 0; direction < 30; direction++) {
            double[] vector = random.doubles(NUMBERS, -1, 1).toArray();
            for (int row = 0; row < NUMBERS; row++) {
                for (int column = 0; column < NUMBERS; column++) {
                    hessian.add(row, column, vector[row] * vector[column]);
                }
            }
        }
        return hessian;
    }
}
