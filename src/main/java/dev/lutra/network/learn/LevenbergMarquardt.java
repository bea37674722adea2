package dev.lutra.network.learn;

import dev.lutra.color.RgbBox;
import dev.lutra.network.ColorScale;
import dev.lutra.network.EmbeddingPrior;
import dev.lutra.network.engine.Engine;
import dev.lutra.network.engine.LabLoss;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionBlock_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * Refines an embedding by steps of Levenberg and Marquardt (K. Levenberg 1944, D. Marquardt 1963), each with new colours.
 * It works in deviations from the mean, u = (z − mean) / deviation, and minimises the mean of √(ΔE76² + ε²) plus the
 * penalty (weight / 2n)·|u|² of a normal distribution.
 */
final class LevenbergMarquardt {

    private static final float EPSILON = 0.3f;

    /** The weight of the penalty against the errors, in units of ΔE76. */
    private static final double PENALTY = 0.25;

    private static final double FIRST_DAMPING = 0.03;
    private static final double LEAST_DAMPING = 1e-6;
    private static final double AFTER_SUCCESS = 0.3;
    private static final double AFTER_FAILURE = 5;
    private static final int TRIES = 4;
    /** Damping is relative to a curvature, but at least to this share of the mean curvature. */
    private static final double LEAST_CURVATURE = 1e-3;

    /** The columns of a panel of the decomposition, with which it is fastest for some hundred numbers. */
    private static final int PANEL = 60;

    private final EmbeddingPrior prior;
    private final Engine.Worker worker;
    private final ColorSampler sampler;
    private final int numbers;
    private final double penalty;
    private final float[] x;
    private final float[] target;
    private final float[] outputs;

    /** The point that was reached, in deviations from the mean. */
    private double[] u;

    private double damping = FIRST_DAMPING;

    /**
     * Starts at an embedding.
     *
     * @param colors the number of colours of a step, a multiple of 8
     */
    LevenbergMarquardt(
            float[] embedding, EmbeddingPrior prior, Engine.Worker worker, ColorSampler sampler, int colors) {
        this.prior = prior;
        this.worker = worker;
        this.sampler = sampler;
        numbers = embedding.length;
        penalty = PENALTY / numbers;
        x = new float[3 * colors];
        target = new float[3 * colors];
        outputs = new float[3 * colors];
        u = new double[numbers];
        for (int i = 0; i < numbers; i++) {
            u[i] = ((double) embedding[i] - prior.mean()[i]) / prior.deviation()[i];
        }
    }

    /**
     * An approximation of the penalised loss around a point: its value, its gradient and its curvature.
     *
     * @param hessian n × n, symmetric, positive definite
     */
    record Quadratic(double value, double[] gradient, DMatrixRMaj hessian) {}

    /** The point that was reached, in deviations from the mean. */
    double[] point() {
        return u.clone();
    }

    /** The penalised loss around the point, over the colours of an iteration. */
    Quadratic around(long iteration) {
        int colors = x.length / 3;
        sampler.draw(iteration, x, target, 0, colors);
        Engine.NormalEquations equations = worker.normalEquations(embedding(u), x, target, colors, EPSILON);
        float[] deviation = prior.deviation();
        var gradient = new double[numbers];
        var hessian = new DMatrixRMaj(numbers, numbers);
        for (int row = 0; row < numbers; row++) {
            gradient[row] = equations.gradient()[row] * deviation[row] + penalty * u[row];
            for (int column = 0; column < numbers; column++) {
                int at = row * numbers + column;
                hessian.data[at] = (double) equations.hessian()[at] * deviation[row] * deviation[column];
            }
            hessian.data[row * numbers + row] += penalty;
        }
        return new Quadratic(equations.loss() + penalty(u), gradient, hessian);
    }

    /** Moves one step, if there is one that lowers the penalised loss over the colours of an iteration. */
    void step(long iteration) {
        Quadratic here = around(iteration);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            double[] there = minimum(here);
            if (there != null && loss(there) + penalty(there) < here.value()) {
                u = there;
                damping = Math.max(LEAST_DAMPING, damping * AFTER_SUCCESS);
                return;
            }
            damping *= AFTER_FAILURE;
        }
    }

    /** The minimum of a damped quadratic. */
    private double @Nullable [] minimum(Quadratic here) {
        var damped = here.hessian().copy();
        double mean = 0;
        for (int i = 0; i < numbers; i++) {
            mean += damped.get(i, i) / numbers;
        }
        for (int i = 0; i < numbers; i++) {
            damped.add(i, i, damping * (damped.get(i, i) + LEAST_CURVATURE * mean));
        }
        var solver = new LinearSolverChol_DDRM(new CholeskyDecompositionBlock_DDRM(PANEL));
        if (!solver.setA(damped)) {
            return null;
        }
        var step = new DMatrixRMaj(numbers, 1);
        solver.solve(new DMatrixRMaj(numbers, 1, true, here.gradient()), step);
        double[] there = u.clone();
        for (int i = 0; i < numbers; i++) {
            there[i] -= step.data[i];
        }
        return there;
    }

    /** The mean of √(ΔE76² + ε²) over the colours of the last iteration. */
    private double loss(double[] point) {
        int colors = x.length / 3;
        worker.forward(embedding(point), x, colors, outputs);
        double sum = 0;
        ColorScale.unsquash(outputs, RgbBox.UNIT);
        for (int at = 0; at < outputs.length; at += 3) {
            sum += LabLoss.distance(outputs, target, at, EPSILON);
        }
        return sum / colors;
    }

    private double penalty(double[] point) {
        return 0.5 * penalty * Arrays.stream(point).map(value -> value * value).sum();
    }

    private float[] embedding(double[] point) {
        var embedding = new float[numbers];
        for (int i = 0; i < numbers; i++) {
            embedding[i] = (float) (prior.mean()[i] + prior.deviation()[i] * point[i]);
        }
        return embedding;
    }
}
