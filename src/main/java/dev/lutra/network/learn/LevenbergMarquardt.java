package dev.lutra.network.learn;

import dev.lutra.color.RgbBox;
import dev.lutra.network.ColorScale;
import dev.lutra.network.EmbeddingPrior;
import dev.lutra.network.engine.Engine;
import dev.lutra.network.engine.LabLoss;
import dev.lutra.network.learn.RecentQuadratics.Quadratic;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionBlock_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * Refines an embedding by steps of Levenberg and Marquardt (K. Levenberg 1944, D. Marquardt 1963), each with new colours
 * and with what {@link RecentQuadratics} kept of the earlier ones. It works in deviations from the mean, u = (z − mean) /
 * deviation, and minimises the mean of √(ΔE76² + ε²) plus a penalty, that of a normal distribution.
 */
final class LevenbergMarquardt {

    private static final float EPSILON = 0.3f;

    private static final double FIRST_DAMPING = 0.003;
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
    private final ColorSource source;
    private final int numbers;
    private final EmbeddingPenalty penalty;
    private final float[] x;
    private final float[] target;
    private final float[] outputs;

    /** The point that was reached, in deviations from the mean. */
    private double[] u;

    private final RecentQuadratics recent;

    private double damping = FIRST_DAMPING;

    /**
     * Starts at an embedding.
     *
     * @param colors the number of colours of a step, a multiple of 8
     * @param penalty what is added to the errors
     */
    LevenbergMarquardt(
            float[] embedding,
            EmbeddingPrior prior,
            Engine.Worker worker,
            ColorSource source,
            int colors,
            EmbeddingPenalty penalty) {
        this.prior = prior;
        this.worker = worker;
        this.source = source;
        numbers = embedding.length;
        this.penalty = penalty;
        recent = new RecentQuadratics(numbers);
        x = new float[3 * colors];
        target = new float[3 * colors];
        outputs = new float[3 * colors];
        u = new double[numbers];
        for (int i = 0; i < numbers; i++) {
            u[i] = ((double) embedding[i] - prior.mean()[i]) / prior.deviation()[i];
        }
    }

    /** The point that was reached, in deviations from the mean. */
    double[] point() {
        return u.clone();
    }

    /** The embedding that was reached. */
    float[] embedding() {
        return embedding(u);
    }

    /**
     * The curvature of the penalised loss around the last points, in deviations from the mean.
     *
     * @throws IllegalStateException before the first step or look
     */
    DMatrixRMaj curvature() {
        return recent.around(u).hessian();
    }

    /**
     * The penalised loss over the colours of one iteration.
     *
     * @param value the loss at the point
     * @param around its Gauss–Newton approximation around the point
     */
    record Sample(double value, Quadratic around) {}

    /** The penalised loss at the point, over the colours of an iteration. */
    Sample sample(long iteration) {
        int colors = x.length / 3;
        source.draw(iteration, x, target, 0, colors);
        Engine.NormalEquations equations = worker.normalEquations(embedding(u), x, target, colors, EPSILON);
        float[] deviation = prior.deviation();
        var gradient = new double[numbers];
        var hessian = new DMatrixRMaj(numbers, numbers);
        for (int row = 0; row < numbers; row++) {
            gradient[row] = (double) equations.gradient()[row] * deviation[row];
            for (int column = 0; column < numbers; column++) {
                int at = row * numbers + column;
                hessian.data[at] = (double) equations.hessian()[at] * deviation[row] * deviation[column];
            }
        }
        penalty.addTo(gradient, hessian, u);
        return new Sample(equations.loss() + penalty.at(u), new Quadratic(gradient, hessian));
    }

    /** Adds the colours of an iteration to the curvature, and moves nowhere. */
    void look(long iteration) {
        recent.add(u, sample(iteration).around());
    }

    /** Moves one step, if there is one that lowers the penalised loss over the colours of an iteration. */
    void step(long iteration) {
        Sample here = sample(iteration);
        recent.add(u, here.around());
        Quadratic mean = recent.around(u);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            double[] there = minimum(mean);
            if (there != null && loss(there) + penalty.at(there) < here.value()) {
                u = there;
                damping = Math.max(LEAST_DAMPING, damping * AFTER_SUCCESS);
                return;
            }
            damping *= AFTER_FAILURE;
        }
    }

    /** The minimum of a damped quadratic. */
    private double @Nullable [] minimum(Quadratic quadratic) {
        var damped = quadratic.hessian().copy();
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
        solver.solve(new DMatrixRMaj(numbers, 1, true, quadratic.gradient()), step);
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

    private float[] embedding(double[] point) {
        var embedding = new float[numbers];
        for (int i = 0; i < numbers; i++) {
            embedding[i] = (float) (prior.mean()[i] + prior.deviation()[i] * point[i]);
        }
        return embedding;
    }
}
