package dev.lutra.network.engine.vector;

import static dev.lutra.network.engine.vector.VectorMath.LANES;
import static dev.lutra.network.engine.vector.VectorMath.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The product c = start + a·b. It is computed in panels of a few rows, whose sums stay in registers.
 *
 * @param a rows × inner
 * @param b inner × columns, column stride 1
 * @param start rows × columns, column stride 1; may be {@code c}
 * @param c rows × columns, column stride 1
 * @param inner the number of columns of {@code a} and of rows of {@code b}
 */
record MatrixProduct(Matrix a, Matrix b, Matrix start, Matrix c, int inner) {

    /** The number of rows of a panel, enough to hide the latency of a fused multiply-add. */
    static final int ROWS = 8;

    /**
     * The rows of a panel of two vectors. Eight lanes mean AVX2, whose 16 registers hold the sums of four rows, and
     * those of eight would spill; AVX-512 and NEON have 32.
     */
    private static final int ROWS_OF_TWO = LANES == 8 ? 4 : ROWS;

    /**
     * Computes c.
     *
     * @param rows a multiple of {@link #ROWS}
     * @param columns a multiple of {@link VectorMath#LANES}
     */
    void compute(int rows, int columns) {
        int column = 0;
        for (; column + 2 * LANES <= columns; column += 2 * LANES) {
            for (int row = 0; row < rows; row += ROWS_OF_TWO) {
                if (ROWS_OF_TWO == ROWS) {
                    panelOfTwoVectors(row, column);
                } else {
                    panelOfFourRows(row, column);
                }
            }
        }
        for (; column < columns; column += LANES) {
            for (int row = 0; row < rows; row += ROWS) {
                panelOfOneVector(row, column);
            }
        }
    }

    /** A panel of two vectors. Each broadcast, and its bounds check, serves two products. */
    private void panelOfTwoVectors(int row, int column) {
        float[] sums = start.values();
        int sumsFrom = start.at(row, column);
        int sumsRow = start.rowStride();
        FloatVector c0 = FloatVector.fromArray(SPECIES, sums, sumsFrom);
        FloatVector d0 = FloatVector.fromArray(SPECIES, sums, sumsFrom + LANES);
        FloatVector c1 = FloatVector.fromArray(SPECIES, sums, sumsFrom + sumsRow);
        FloatVector d1 = FloatVector.fromArray(SPECIES, sums, sumsFrom + sumsRow + LANES);
        FloatVector c2 = FloatVector.fromArray(SPECIES, sums, sumsFrom + 2 * sumsRow);
        FloatVector d2 = FloatVector.fromArray(SPECIES, sums, sumsFrom + 2 * sumsRow + LANES);
        FloatVector c3 = FloatVector.fromArray(SPECIES, sums, sumsFrom + 3 * sumsRow);
        FloatVector d3 = FloatVector.fromArray(SPECIES, sums, sumsFrom + 3 * sumsRow + LANES);
        FloatVector c4 = FloatVector.fromArray(SPECIES, sums, sumsFrom + 4 * sumsRow);
        FloatVector d4 = FloatVector.fromArray(SPECIES, sums, sumsFrom + 4 * sumsRow + LANES);
        FloatVector c5 = FloatVector.fromArray(SPECIES, sums, sumsFrom + 5 * sumsRow);
        FloatVector d5 = FloatVector.fromArray(SPECIES, sums, sumsFrom + 5 * sumsRow + LANES);
        FloatVector c6 = FloatVector.fromArray(SPECIES, sums, sumsFrom + 6 * sumsRow);
        FloatVector d6 = FloatVector.fromArray(SPECIES, sums, sumsFrom + 6 * sumsRow + LANES);
        FloatVector c7 = FloatVector.fromArray(SPECIES, sums, sumsFrom + 7 * sumsRow);
        FloatVector d7 = FloatVector.fromArray(SPECIES, sums, sumsFrom + 7 * sumsRow + LANES);
        float[] factors = a.values();
        int factorRow = a.rowStride();
        int factorColumn = a.columnStride();
        int at = a.at(row, 0);
        float[] vectors = b.values();
        int vectorRow = b.rowStride();
        int vectorAt = b.at(0, column);
        for (int k = 0; k < inner; k++) {
            FloatVector left = FloatVector.fromArray(SPECIES, vectors, vectorAt);
            FloatVector right = FloatVector.fromArray(SPECIES, vectors, vectorAt + LANES);
            FloatVector factor = FloatVector.broadcast(SPECIES, factors[at]);
            c0 = factor.fma(left, c0);
            d0 = factor.fma(right, d0);
            factor = FloatVector.broadcast(SPECIES, factors[at + factorRow]);
            c1 = factor.fma(left, c1);
            d1 = factor.fma(right, d1);
            factor = FloatVector.broadcast(SPECIES, factors[at + 2 * factorRow]);
            c2 = factor.fma(left, c2);
            d2 = factor.fma(right, d2);
            factor = FloatVector.broadcast(SPECIES, factors[at + 3 * factorRow]);
            c3 = factor.fma(left, c3);
            d3 = factor.fma(right, d3);
            factor = FloatVector.broadcast(SPECIES, factors[at + 4 * factorRow]);
            c4 = factor.fma(left, c4);
            d4 = factor.fma(right, d4);
            factor = FloatVector.broadcast(SPECIES, factors[at + 5 * factorRow]);
            c5 = factor.fma(left, c5);
            d5 = factor.fma(right, d5);
            factor = FloatVector.broadcast(SPECIES, factors[at + 6 * factorRow]);
            c6 = factor.fma(left, c6);
            d6 = factor.fma(right, d6);
            factor = FloatVector.broadcast(SPECIES, factors[at + 7 * factorRow]);
            c7 = factor.fma(left, c7);
            d7 = factor.fma(right, d7);
            at += factorColumn;
            vectorAt += vectorRow;
        }
        float[] results = c.values();
        int to = c.at(row, column);
        int resultRow = c.rowStride();
        c0.intoArray(results, to);
        d0.intoArray(results, to + LANES);
        c1.intoArray(results, to + resultRow);
        d1.intoArray(results, to + resultRow + LANES);
        c2.intoArray(results, to + 2 * resultRow);
        d2.intoArray(results, to + 2 * resultRow + LANES);
        c3.intoArray(results, to + 3 * resultRow);
        d3.intoArray(results, to + 3 * resultRow + LANES);
        c4.intoArray(results, to + 4 * resultRow);
        d4.intoArray(results, to + 4 * resultRow + LANES);
        c5.intoArray(results, to + 5 * resultRow);
        d5.intoArray(results, to + 5 * resultRow + LANES);
        c6.intoArray(results, to + 6 * resultRow);
        d6.intoArray(results, to + 6 * resultRow + LANES);
        c7.intoArray(results, to + 7 * resultRow);
        d7.intoArray(results, to + 7 * resultRow + LANES);
    }

    /** A panel of two vectors and four rows. */
    private void panelOfFourRows(int row, int column) {
        float[] sums = start.values();
        int sumsFrom = start.at(row, column);
        int sumsRow = start.rowStride();
        FloatVector c0 = FloatVector.fromArray(SPECIES, sums, sumsFrom);
        FloatVector d0 = FloatVector.fromArray(SPECIES, sums, sumsFrom + LANES);
        FloatVector c1 = FloatVector.fromArray(SPECIES, sums, sumsFrom + sumsRow);
        FloatVector d1 = FloatVector.fromArray(SPECIES, sums, sumsFrom + sumsRow + LANES);
        FloatVector c2 = FloatVector.fromArray(SPECIES, sums, sumsFrom + 2 * sumsRow);
        FloatVector d2 = FloatVector.fromArray(SPECIES, sums, sumsFrom + 2 * sumsRow + LANES);
        FloatVector c3 = FloatVector.fromArray(SPECIES, sums, sumsFrom + 3 * sumsRow);
        FloatVector d3 = FloatVector.fromArray(SPECIES, sums, sumsFrom + 3 * sumsRow + LANES);
        float[] factors = a.values();
        int factorRow = a.rowStride();
        int factorColumn = a.columnStride();
        int at = a.at(row, 0);
        float[] vectors = b.values();
        int vectorRow = b.rowStride();
        int vectorAt = b.at(0, column);
        for (int k = 0; k < inner; k++) {
            FloatVector left = FloatVector.fromArray(SPECIES, vectors, vectorAt);
            FloatVector right = FloatVector.fromArray(SPECIES, vectors, vectorAt + LANES);
            FloatVector factor = FloatVector.broadcast(SPECIES, factors[at]);
            c0 = factor.fma(left, c0);
            d0 = factor.fma(right, d0);
            factor = FloatVector.broadcast(SPECIES, factors[at + factorRow]);
            c1 = factor.fma(left, c1);
            d1 = factor.fma(right, d1);
            factor = FloatVector.broadcast(SPECIES, factors[at + 2 * factorRow]);
            c2 = factor.fma(left, c2);
            d2 = factor.fma(right, d2);
            factor = FloatVector.broadcast(SPECIES, factors[at + 3 * factorRow]);
            c3 = factor.fma(left, c3);
            d3 = factor.fma(right, d3);
            at += factorColumn;
            vectorAt += vectorRow;
        }
        float[] results = c.values();
        int to = c.at(row, column);
        int resultRow = c.rowStride();
        c0.intoArray(results, to);
        d0.intoArray(results, to + LANES);
        c1.intoArray(results, to + resultRow);
        d1.intoArray(results, to + resultRow + LANES);
        c2.intoArray(results, to + 2 * resultRow);
        d2.intoArray(results, to + 2 * resultRow + LANES);
        c3.intoArray(results, to + 3 * resultRow);
        d3.intoArray(results, to + 3 * resultRow + LANES);
    }

    /** A panel of one vector. */
    private void panelOfOneVector(int row, int column) {
        float[] sums = start.values();
        int sumsFrom = start.at(row, column);
        int sumsRow = start.rowStride();
        FloatVector c0 = FloatVector.fromArray(SPECIES, sums, sumsFrom);
        FloatVector c1 = FloatVector.fromArray(SPECIES, sums, sumsFrom + sumsRow);
        FloatVector c2 = FloatVector.fromArray(SPECIES, sums, sumsFrom + 2 * sumsRow);
        FloatVector c3 = FloatVector.fromArray(SPECIES, sums, sumsFrom + 3 * sumsRow);
        FloatVector c4 = FloatVector.fromArray(SPECIES, sums, sumsFrom + 4 * sumsRow);
        FloatVector c5 = FloatVector.fromArray(SPECIES, sums, sumsFrom + 5 * sumsRow);
        FloatVector c6 = FloatVector.fromArray(SPECIES, sums, sumsFrom + 6 * sumsRow);
        FloatVector c7 = FloatVector.fromArray(SPECIES, sums, sumsFrom + 7 * sumsRow);
        float[] factors = a.values();
        int factorRow = a.rowStride();
        int factorColumn = a.columnStride();
        int at = a.at(row, 0);
        float[] vectors = b.values();
        int vectorRow = b.rowStride();
        int vectorAt = b.at(0, column);
        for (int k = 0; k < inner; k++) {
            FloatVector left = FloatVector.fromArray(SPECIES, vectors, vectorAt);
            FloatVector factor = FloatVector.broadcast(SPECIES, factors[at]);
            c0 = factor.fma(left, c0);
            factor = FloatVector.broadcast(SPECIES, factors[at + factorRow]);
            c1 = factor.fma(left, c1);
            factor = FloatVector.broadcast(SPECIES, factors[at + 2 * factorRow]);
            c2 = factor.fma(left, c2);
            factor = FloatVector.broadcast(SPECIES, factors[at + 3 * factorRow]);
            c3 = factor.fma(left, c3);
            factor = FloatVector.broadcast(SPECIES, factors[at + 4 * factorRow]);
            c4 = factor.fma(left, c4);
            factor = FloatVector.broadcast(SPECIES, factors[at + 5 * factorRow]);
            c5 = factor.fma(left, c5);
            factor = FloatVector.broadcast(SPECIES, factors[at + 6 * factorRow]);
            c6 = factor.fma(left, c6);
            factor = FloatVector.broadcast(SPECIES, factors[at + 7 * factorRow]);
            c7 = factor.fma(left, c7);
            at += factorColumn;
            vectorAt += vectorRow;
        }
        float[] results = c.values();
        int to = c.at(row, column);
        int resultRow = c.rowStride();
        c0.intoArray(results, to);
        c1.intoArray(results, to + resultRow);
        c2.intoArray(results, to + 2 * resultRow);
        c3.intoArray(results, to + 3 * resultRow);
        c4.intoArray(results, to + 4 * resultRow);
        c5.intoArray(results, to + 5 * resultRow);
        c6.intoArray(results, to + 6 * resultRow);
        c7.intoArray(results, to + 7 * resultRow);
    }
}
