package dev.lutra.color;

/**
 * Searches for the input of a LUT whose output is nearest to a colour in Lab. It uses Gauss-Newton steps with
 * Levenberg's damping inside the box of inputs (Nocedal and Wright, Numerical Optimization, 10.3 and 16.7). Not
 * thread-safe.
 *
 * <p>The search minimises ΔE76² + (weight · distance)². The distance is that of the input from a guess: it decides
 * between inputs with the same output, and hardly changes the result elsewhere. Steps along the greys count little, so
 * that the input becomes lighter or darker rather than coloured if the output is the same.
 */
final class NearestInput {

    private static final int MAX_STEPS = 20;
    /** The step, relative to the input box, at which the search ends. It is less than a 16-bit code. */
    private static final double STILL = 1e-5;

    /** The share by which the weight of a squared step along the greys is reduced. */
    private static final double GREY_SHARE = 0.98;

    private final LabOutput output;
    private final double[] trial = new double[3];
    private final double[] move = new double[3];
    private Fit fit = new Fit();
    private Fit other = new Fit();

    /**
     * The local model at one input: the sum of squares, half of its gradient, and half of its approximate second
     * derivatives.
     */
    private static final class Fit {

        private double sum;
        private final double[] gradient = new double[3];
        private final double[][] curvature = new double[3][3];
    }

    NearestInput(Lut3d map) {
        output = new LabOutput(map);
    }

    /**
     * Descends from a start.
     *
     * @param target the colour as L*, a*, b*
     * @param guess an input, 0…1 over the domain of the LUT
     * @param weight the weight of the distance from the guess, in ΔE76 per edge of the box
     * @param input the start; receives the result
     * @return the sum of squares at the result
     */
    double search(double[] target, double[] guess, double weight, double[] input) {
        measure(target, guess, weight, input, fit);
        double damping = 0;
        for (int step = 0; step < MAX_STEPS; step++) {
            BoundedStep.solve(fit.curvature, damping, fit.gradient, input, move);
            double largest = 0;
            for (int i = 0; i < 3; i++) {
                trial[i] = Math.clamp(input[i] - move[i], 0, 1);
                largest = Math.max(largest, Math.abs(trial[i] - input[i]));
            }
            if (largest < STILL) {
                break;
            }
            measure(target, guess, weight, trial, other);
            if (other.sum < fit.sum) {
                System.arraycopy(trial, 0, input, 0, 3);
                Fit swap = fit;
                fit = other;
                other = swap;
                damping /= 8;
            } else {
                double scale = fit.curvature[0][0] + fit.curvature[1][1] + fit.curvature[2][2];
                damping = Math.max(8 * damping, 0.01 * scale);
            }
        }
        return fit.sum;
    }

    private void measure(double[] target, double[] guess, double weight, double[] at, Fit result) {
        output.at(at);
        double square = weight * weight;
        double along = GREY_SHARE * (at[0] - guess[0] + at[1] - guess[1] + at[2] - guess[2]) / 3;
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double away = at[i] - guess[i];
            sum += square * away * (away - along);
            result.gradient[i] = square * (away - along);
            for (int j = 0; j < 3; j++) {
                result.curvature[i][j] = square * ((i == j ? 1 : 0) - GREY_SHARE / 3);
            }
        }
        for (int row = 0; row < 3; row++) {
            double byRed = output.derivatives[row][0];
            double byGreen = output.derivatives[row][1];
            double byBlue = output.derivatives[row][2];
            double error = output.lab[row] - target[row];
            sum += error * error;
            result.gradient[0] += byRed * error;
            result.gradient[1] += byGreen * error;
            result.gradient[2] += byBlue * error;
            result.curvature[0][0] += byRed * byRed;
            result.curvature[0][1] += byRed * byGreen;
            result.curvature[0][2] += byRed * byBlue;
            result.curvature[1][1] += byGreen * byGreen;
            result.curvature[1][2] += byGreen * byBlue;
            result.curvature[2][2] += byBlue * byBlue;
        }
        result.curvature[1][0] = result.curvature[0][1];
        result.curvature[2][0] = result.curvature[0][2];
        result.curvature[2][1] = result.curvature[1][2];
        result.sum = sum;
    }
}
