package dev.lutra.network.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.network.learn.RecentQuadratics.Quadratic;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;

class RecentQuadraticsTest {

    private static final int NUMBERS = 5;

    private final Random random = new Random(3);
    private final DMatrixRMaj hessian = RandomMatrices_DDRM.symmetricPosDef(NUMBERS, random);
    private final RecentQuadratics recent = new RecentQuadratics(NUMBERS);

    @Test
    void aQuadraticThatIsAddedAgainStaysWhatItIsAroundAnyPoint() {
        double[] minimum = point();
        for (int i = 0; i < 3; i++) {
            add(minimum, point());
        }
        double[] there = point();

        Quadratic quadratic = recent.around(there);
        assertThat(quadratic.gradient()).containsExactly(gradient(minimum, there), within(1e-12));
        assertThat(quadratic.hessian().data).containsExactly(hessian.data, within(1e-12));
    }

    @Test
    void theMinimumLiesBetweenThoseOfTheQuadraticsAndNearerToTheLast() {
        double[] first = point();
        double[] last = point();
        add(first, point());
        add(last, point());

        double[] atLast = recent.around(last).gradient();
        double[] towardsFirst = gradient(first, last);
        double share = atLast[0] / towardsFirst[0];
        assertThat(share).isBetween(0.3, 0.49);
        for (int i = 0; i < NUMBERS; i++) {
            assertThat(atLast[i]).isCloseTo(share * towardsFirst[i], within(1e-12));
        }
    }

    @Test
    void hasNoMeanOfNothing() {
        assertThatThrownBy(() -> recent.around(new double[NUMBERS])).isInstanceOf(IllegalStateException.class);
    }

    private void add(double[] minimum, double[] at) {
        recent.add(at, new Quadratic(gradient(minimum, at), hessian.copy()));
    }

    /** The gradient at a point of the quadratic with a minimum. */
    private double[] gradient(double[] minimum, double[] at) {
        var distance = new DMatrixRMaj(NUMBERS, 1);
        CommonOps_DDRM.subtract(column(at), column(minimum), distance);
        var gradient = new DMatrixRMaj(NUMBERS, 1);
        CommonOps_DDRM.mult(hessian, distance, gradient);
        return gradient.data;
    }

    private double[] point() {
        return random.doubles(NUMBERS, -1, 1).toArray();
    }

    private static DMatrixRMaj column(double[] values) {
        return new DMatrixRMaj(NUMBERS, 1, true, values.clone());
    }
}
