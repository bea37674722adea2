package dev.lutra.network;

/** Eigenvalues of small real symmetric matrices by Jacobi's method (Golub and Van Loan, Matrix Computations, 8.5). */
final class JacobiEigenvalues {

    /** Convergence is quadratic: after a handful of sweeps nothing is left off the diagonal. */
    private static final int MAX_SWEEPS = 50;

    private JacobiEigenvalues() {}

    /**
     * The largest eigenvalue, to the accuracy of a double relative to the largest element.
     *
     * @param matrix symmetric, n × n; destroyed
     * @return NaN if an element is not finite
     */
    static double largest(double[][] matrix) {
        int n = matrix.length;
        for (int sweep = 0; sweep < MAX_SWEEPS && offDiagonal(matrix) != 0; sweep++) {
            for (int p = 0; p < n - 1; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotate(matrix, p, q);
                }
            }
        }
        double largest = matrix[0][0];
        for (int i = 1; i < n; i++) {
            largest = Math.max(largest, matrix[i][i]);
        }
        return largest;
    }

    private static double offDiagonal(double[][] matrix) {
        double sum = 0;
        for (int row = 0; row < matrix.length; row++) {
            for (int column = row + 1; column < matrix.length; column++) {
                sum += Math.abs(matrix[row][column]);
            }
        }
        return sum;
    }

    /** Makes element (p, q) 0 by a rotation from both sides. */
    private static void rotate(double[][] matrix, int p, int q) {
        double off = matrix[p][q];
        if (Math.abs(off) <= Math.ulp(Math.max(Math.abs(matrix[p][p]), Math.abs(matrix[q][q]))) / 2) {
            matrix[p][q] = 0;
            matrix[q][p] = 0;
            return;
        }
        double theta = (matrix[q][q] - matrix[p][p]) / (2 * off);
        double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double cosine = 1 / Math.sqrt(tangent * tangent + 1);
        double sine = tangent * cosine;
        matrix[p][p] -= tangent * off;
        matrix[q][q] += tangent * off;
        matrix[p][q] = 0;
        matrix[q][p] = 0;
        for (int k = 0; k < matrix.length; k++) {
            if (k != p && k != q) {
                double kp = matrix[k][p];
                double kq = matrix[k][q];
                matrix[k][p] = cosine * kp - sine * kq;
                matrix[p][k] = matrix[k][p];
                matrix[k][q] = sine * kp + cosine * kq;
                matrix[q][k] = matrix[k][q];
            }
        }
    }
}
