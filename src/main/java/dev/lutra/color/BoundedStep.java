package dev.lutra.color;

/** Solves for a least-squares step in three unknowns inside the unit cube. */
final class BoundedStep {

    private BoundedStep() {}

    /**
     * Solves (curvature + damping) · step = gradient with the Cholesky decomposition. A channel that lies on a face of
     * the cube and would leave the cube gets no step.
     *
     * @param curvature a symmetric matrix, positive definite together with the damping
     * @param at the start of the step, 0…1
     * @param step receives the step, which is to be subtracted
     */
    static void solve(double[][] curvature, double damping, double[] gradient, double[] at, double[] step) {
        boolean red = isFree(at[0], gradient[0]);
        boolean green = isFree(at[1], gradient[1]);
        boolean blue = isFree(at[2], gradient[2]);
        double h00 = red ? curvature[0][0] + damping : 1;
        double h11 = green ? curvature[1][1] + damping : 1;
        double h22 = blue ? curvature[2][2] + damping : 1;
        double h01 = red && green ? curvature[0][1] : 0;
        double h02 = red && blue ? curvature[0][2] : 0;
        double h12 = green && blue ? curvature[1][2] : 0;
        double g0 = red ? gradient[0] : 0;
        double g1 = green ? gradient[1] : 0;
        double g2 = blue ? gradient[2] : 0;
        double d1 = h11 - h01 * h01 / h00;
        double l21 = (h12 - h01 * h02 / h00) / d1;
        double d2 = h22 - h02 * h02 / h00 - l21 * l21 * d1;
        double y1 = g1 - h01 / h00 * g0;
        double y2 = g2 - h02 / h00 * g0 - l21 * y1;
        step[2] = y2 / d2;
        step[1] = y1 / d1 - l21 * step[2];
        step[0] = (g0 - h01 * step[1] - h02 * step[2]) / h00;
    }

    private static boolean isFree(double at, double gradient) {
        return !(at <= 0 && gradient > 0 || at >= 1 && gradient < 0);
    }
}
