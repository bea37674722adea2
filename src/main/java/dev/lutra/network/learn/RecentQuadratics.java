package dev.lutra.network.learn;

import org.ejml.data.DMatrixRMaj;

/**
 * A fading mean of quadratic approximations of one function, each seen through other colours. What earlier colours told
 * is kept: the minimum of the mean depends less on the colours of the last step than its own minimum would.
 */
final class RecentQuadratics {

    /** The share of its weight that a quadratic keeps when another one follows. docs/benchmarks.md has what others gave. */
    private static final double KEPT = 0.7;

    private final int numbers;
    private final double[] hessian;
    /** H·u − g of each quadratic with the gradient g at its point u, summed up. */
    private final double[] linear;

    private double weight;

    RecentQuadratics(int numbers) {
        this.numbers = numbers;
        hessian = new double[numbers * numbers];
        linear = new double[numbers];
    }

    /**
     * A quadratic function around a point, but for its value.
     *
     * @param gradient its gradient there
     * @param hessian n × n, symmetric
     */
    record Quadratic(double[] gradient, DMatrixRMaj hessian) {}

    /** Adds an approximation around a point. */
    void add(double[] point, Quadratic quadratic) {
        double[] added = quadratic.hessian().data;
        weight = KEPT * weight + 1;
        for (int row = 0; row < numbers; row++) {
            int from = row * numbers;
            double product = -quadratic.gradient()[row];
            for (int i = 0; i < numbers; i++) {
                product += added[from + i] * point[i];
                hessian[from + i] = KEPT * hessian[from + i] + added[from + i];
            }
            linear[row] = KEPT * linear[row] + product;
        }
    }

    /**
     * The mean around a point.
     *
     * @throws IllegalStateException if there is none yet
     */
    Quadratic around(double[] point) {
        if (weight == 0) {
            throw new IllegalStateException("no quadratic was added");
        }
        var mean = new DMatrixRMaj(numbers, numbers);
        var gradient = new double[numbers];
        for (int row = 0; row < numbers; row++) {
            int from = row * numbers;
            double product = -linear[row];
            for (int i = 0; i < numbers; i++) {
                product += hessian[from + i] * point[i];
                mean.data[from + i] = hessian[from + i] / weight;
            }
            gradient[row] = product / weight;
        }
        return new Quadratic(gradient, mean);
    }
}
