package dev.lutra.color;

/**
 * Searches the input of a LUT whose output comes nearest to a colour in Lab: Gauss-Newton with Levenberg's damping
 * inside the box of inputs (Nocedal and Wright, Numerical Optimization, 10.3 and 16.7). For one thread.
 *
 * <p>What is made small is ΔE76² + (weight · distance)², where the distance is that of the input from a guess: it decides
 * where the LUT leaves open which input it was, and bends the answer little elsewhere. Steps along the greys count little,
 * so that an input gets lighter or darker rather than coloured where that is all the same to the LUT.
 */
final class NearestInput {

    private static final int MAX_STEPS = 20;
    /** Of the inputs' box: far below a step of 16 bits. */
    private static final double STILL = 1e-6;

    /** By how much less than others a squared step along the greys counts. */
    private static final double GREY_SHARE = 0.98;

    private final Lut3d map;
    private final double weight;
    private final LabSlopes lab = new LabSlopes();
    private final double[] rgb = new double[3];
    private final double[][] cell = new double[3][3];

    private final double[] trial = new double[3];
    private final double[] move = new double[3];
    private Fit fit = new Fit();
    private Fit other = new Fit();

    /** What is known at one input: the sum of squares, half its gradient, and half its approximate second slopes. */
    private static final class Fit {

        private double sum;
        private final double[] gradient = new double[3];
        private final double[][] curvature = new double[3][3];
    }

    /** @param weight of the distance from the guess, in ΔE76 per edge of the box */
    NearestInput(Lut3d map, double weight) {
        this.map = map;
        this.weight = weight;
    }

    /**
     * Searches from a start downhill.
     *
     * @param target L*, a*, b*
     * @param guess an input, 0…1 over the LUT's domain
     * @param input the start; receives what was found
     * @return the sum of squares there
     */
    double search(double[] target, double[] guess, double[] input) {
        measure(target, guess, input, fit);
        double damping = 0;
        for (int step = 0; step < MAX_STEPS; step++) {
            solve(input, damping);
            double largest = 0;
            for (int i = 0; i < 3; i++) {
                trial[i] = Math.clamp(input[i] - move[i], 0, 1);
                largest = Math.max(largest, Math.abs(trial[i] - input[i]));
            }
            if (largest < STILL) {
                break;
            }
            measure(target, guess, trial, other);
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

    private void measure(double[] target, double[] guess, double[] at, Fit result) {
        interpolate(at);
        lab.at(rgb[0], rgb[1], rgb[2]);
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
            double[] slopes = lab.slopes[row];
            double byRed = slopes[0] * cell[0][0] + slopes[1] * cell[1][0] + slopes[2] * cell[2][0];
            double byGreen = slopes[0] * cell[0][1] + slopes[1] * cell[1][1] + slopes[2] * cell[2][1];
            double byBlue = slopes[0] * cell[0][2] + slopes[1] * cell[1][2] + slopes[2] * cell[2][2];
            double error = lab.lab[row] - target[row];
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

    /** The LUT's output and, a row for each channel, its slopes along the inputs: trilinear in a cell. */
    private void interpolate(double[] at) {
        int size = map.size();
        int last = size - 1;
        int red = Math.min((int) (at[0] * last), last - 1);
        int green = Math.min((int) (at[1] * last), last - 1);
        int blue = Math.min((int) (at[2] * last), last - 1);
        double r = at[0] * last - red;
        double g = at[1] * last - green;
        double b = at[2] * last - blue;
        float[] v = map.lattice();
        for (int channel = 0; channel < 3; channel++) {
            int i = 3 * (red + size * (green + size * blue)) + channel;
            int j = i + 3 * size * size;
            double near0 = v[i + 3] - v[i];
            double near1 = v[i + 3 * size + 3] - v[i + 3 * size];
            double far0 = v[j + 3] - v[j];
            double far1 = v[j + 3 * size + 3] - v[j + 3 * size];
            double edge0 = v[i] + r * near0;
            double edge1 = v[i + 3 * size] + r * near1;
            double edge2 = v[j] + r * far0;
            double edge3 = v[j + 3 * size] + r * far1;
            double face0 = edge0 + g * (edge1 - edge0);
            double face1 = edge2 + g * (edge3 - edge2);
            rgb[channel] = face0 + b * (face1 - face0);
            double slope0 = near0 + g * (near1 - near0);
            double slope1 = far0 + g * (far1 - far0);
            cell[channel][0] = last * (slope0 + b * (slope1 - slope0));
            cell[channel][1] = last * (edge1 - edge0 + b * (edge3 - edge2 - edge1 + edge0));
            cell[channel][2] = last * (face1 - face0);
        }
    }

    /** The damped step; along channels that lie at a side of the box and want to go beyond it there is none. */
    private void solve(double[] input, double damping) {
        double[][] h = fit.curvature;
        double[] g = fit.gradient;
        boolean red = isFree(input[0], g[0]);
        boolean green = isFree(input[1], g[1]);
        boolean blue = isFree(input[2], g[2]);
        double h00 = red ? h[0][0] + damping : 1;
        double h11 = green ? h[1][1] + damping : 1;
        double h22 = blue ? h[2][2] + damping : 1;
        double h01 = red && green ? h[0][1] : 0;
        double h02 = red && blue ? h[0][2] : 0;
        double h12 = green && blue ? h[1][2] : 0;
        double g0 = red ? g[0] : 0;
        double g1 = green ? g[1] : 0;
        double g2 = blue ? g[2] : 0;
        // By Cholesky: positive definite, as the weight and the damping are.
        double d1 = h11 - h01 * h01 / h00;
        double l21 = (h12 - h01 * h02 / h00) / d1;
        double d2 = h22 - h02 * h02 / h00 - l21 * l21 * d1;
        double y1 = g1 - h01 / h00 * g0;
        double y2 = g2 - h02 / h00 * g0 - l21 * y1;
        move[2] = y2 / d2;
        move[1] = y1 / d1 - l21 * move[2];
        move[0] = (g0 - h01 * move[1] - h02 * move[2]) / h00;
    }

    private static boolean isFree(double input, double gradient) {
        return !(input <= 0 && gradient > 0 || input >= 1 && gradient < 0);
    }
}
