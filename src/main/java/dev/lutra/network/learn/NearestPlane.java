package dev.lutra.network.learn;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionBlock_DDRM;

/**
 * Rounds a point to a lattice of integers so that a quadratic grows little. The numbers with the largest curvatures are
 * rounded first, and each error is carried to the numbers that are still free: Babai's nearest plane (L. Babai, "On
 * Lovász' lattice reduction and the nearest lattice point problem", 1986), as in GPTQ (Frantar et al. 2022). Then each
 * integer moves as long as that lowers the quadratic.
 */
final class NearestPlane {

    /** The first share of the mean curvature that is added to every curvature, against rounding errors. */
    private static final double RIDGE = 1e-5;

    private static final double LARGEST_RIDGE = 0.1;

    private static final int PASSES = 10;
    private static final double LEAST_GAIN = 1e-12;
    private static final int PANEL = 60;

    private final double[] point;
    private final int numbers;
    /** The numbers, the largest curvature last. */
    private final int[] order;

    private final double[] hessian;
    /** L of hessian = L·Lᵀ, row-major. */
    private final double[] factor;

    /**
     * Prepares to round.
     *
     * @param hessian the curvature at the point, n × n, symmetric and positive definite
     * @throws IllegalArgumentException if the curvature is not positive
     */
    NearestPlane(double[] point, DMatrixRMaj hessian) {
        numbers = point.length;
        order = IntStream.range(0, numbers)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> hessian.get(i, i)))
                .mapToInt(Integer::intValue)
                .toArray();
        this.point = new double[numbers];
        var ordered = new DMatrixRMaj(numbers, numbers);
        double mean = 0;
        for (int row = 0; row < numbers; row++) {
            this.point[row] = point[order[row]];
            mean += hessian.get(row, row) / numbers;
            for (int column = 0; column < numbers; column++) {
                ordered.data[row * numbers + column] = hessian.get(order[row], order[column]);
            }
        }
        this.hessian = ordered.data;
        factor = factor(ordered, mean);
    }

    /** L of the curvature with a ridge, the smallest that makes it positive in spite of rounding errors. */
    private static double[] factor(DMatrixRMaj hessian, double mean) {
        for (double ridge = RIDGE; ridge <= LARGEST_RIDGE; ridge *= 10) {
            for (int i = 0; i < hessian.numRows; i++) {
                hessian.add(i, i, ridge * mean);
            }
            var cholesky = new CholeskyDecompositionBlock_DDRM(PANEL);
            if (cholesky.decompose(hessian.copy())) {
                return cholesky.getT(null).data;
            }
        }
        throw new IllegalArgumentException("the curvature is not positive");
    }

    /**
     * Rounds to multiples of a step.
     *
     * @param largest the largest magnitude of a multiple
     */
    int[] round(double step, int largest) {
        var multiples = new int[numbers];
        var error = new double[numbers];
        var carried = new double[numbers];
        for (int i = numbers - 1; i >= 0; i--) {
            double wanted = point[i] / step;
            double aim = wanted - carried[i] / factor[i * numbers + i];
            multiples[i] = nearest(aim, largest);
            error[i] = multiples[i] - wanted;
            for (int j = 0; j < i; j++) {
                carried[j] += factor[i * numbers + j] * error[i];
            }
        }
        descend(multiples, error, largest);
        var inOrder = new int[numbers];
        for (int i = 0; i < numbers; i++) {
            inOrder[order[i]] = multiples[i];
        }
        return inOrder;
    }

    /** Coordinate descent on the integers. */
    private void descend(int[] multiples, double[] error, int largest) {
        var gradient = new double[numbers];
        for (int i = 0; i < numbers; i++) {
            add(gradient, i, error[i]);
        }
        boolean moved = true;
        for (int pass = 0; pass < PASSES && moved; pass++) {
            moved = false;
            for (int i = 0; i < numbers; i++) {
                double curvature = hessian[i * numbers + i];
                int move = nearest(multiples[i] - gradient[i] / curvature, largest) - multiples[i];
                if (move != 0 && gradient[i] * move + 0.5 * curvature * move * move < -LEAST_GAIN) {
                    multiples[i] += move;
                    add(gradient, i, move);
                    moved = true;
                }
            }
        }
    }

    private void add(double[] gradient, int row, double factor) {
        for (int i = 0; i < numbers; i++) {
            gradient[i] += factor * hessian[row * numbers + i];
        }
    }

    private static int nearest(double value, int largest) {
        return (int) Math.clamp(Math.rint(value), -largest, largest);
    }
}
