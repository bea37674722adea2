package dev.lutra.network;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The two operations that all time on a CPU goes into, on the widest vectors that the machine has. */
final class VectorMath {

    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();

    /** Rows of a product that are held in registers at once: enough to hide the latency of a fused multiply-add. */
    static final int ROWS = 8;

    private VectorMath() {}

    /** A matrix inside an array: element (row, column) lies at {@code from + row * rowStride + column * columnStride}. */
    record Matrix(float[] values, int from, int rowStride, int columnStride) {

        static Matrix rows(float[] values, int rowStride) {
            return new Matrix(values, 0, rowStride, 1);
        }

        Matrix transposed() {
            return new Matrix(values, from, columnStride, rowStride);
        }
    }

    /**
     * c = start + a·b.
     *
     * @param a rows × inner
     * @param b inner × columns, column stride 1
     * @param start rows × columns, column stride 1; a row stride of 0 adds the same row everywhere; may be {@code c}
     * @param c rows × columns, column stride 1
     * @param rows a multiple of {@link #ROWS}
     * @param columns a multiple of {@link #LANES}
     */
    static void multiply(Matrix a, Matrix b, Matrix start, Matrix c, int rows, int inner, int columns) {
        for (int column = 0; column < columns; column += LANES) {
            for (int row = 0; row < rows; row += ROWS) {
                multiplyPanel(
                        a.values,
                        a.from + row * a.rowStride,
                        a.rowStride,
                        a.columnStride,
                        b.values,
                        b.from + column,
                        b.rowStride,
                        start.values,
                        start.from + row * start.rowStride + column,
                        start.rowStride,
                        c.values,
                        c.from + row * c.rowStride + column,
                        c.rowStride,
                        inner);
            }
        }
    }

    private static void multiplyPanel(
            float[] a,
            int aFrom,
            int aRow,
            int aColumn,
            float[] b,
            int bFrom,
            int bRow,
            float[] start,
            int startFrom,
            int startRow,
            float[] c,
            int cFrom,
            int cRow,
            int inner) {
        FloatVector c0 = FloatVector.fromArray(SPECIES, start, startFrom);
        FloatVector c1 = FloatVector.fromArray(SPECIES, start, startFrom + startRow);
        FloatVector c2 = FloatVector.fromArray(SPECIES, start, startFrom + 2 * startRow);
        FloatVector c3 = FloatVector.fromArray(SPECIES, start, startFrom + 3 * startRow);
        FloatVector c4 = FloatVector.fromArray(SPECIES, start, startFrom + 4 * startRow);
        FloatVector c5 = FloatVector.fromArray(SPECIES, start, startFrom + 5 * startRow);
        FloatVector c6 = FloatVector.fromArray(SPECIES, start, startFrom + 6 * startRow);
        FloatVector c7 = FloatVector.fromArray(SPECIES, start, startFrom + 7 * startRow);
        int at = aFrom;
        int bAt = bFrom;
        for (int k = 0; k < inner; k++) {
            FloatVector row = FloatVector.fromArray(SPECIES, b, bAt);
            c0 = FloatVector.broadcast(SPECIES, a[at]).fma(row, c0);
            c1 = FloatVector.broadcast(SPECIES, a[at + aRow]).fma(row, c1);
            c2 = FloatVector.broadcast(SPECIES, a[at + 2 * aRow]).fma(row, c2);
            c3 = FloatVector.broadcast(SPECIES, a[at + 3 * aRow]).fma(row, c3);
            c4 = FloatVector.broadcast(SPECIES, a[at + 4 * aRow]).fma(row, c4);
            c5 = FloatVector.broadcast(SPECIES, a[at + 5 * aRow]).fma(row, c5);
            c6 = FloatVector.broadcast(SPECIES, a[at + 6 * aRow]).fma(row, c6);
            c7 = FloatVector.broadcast(SPECIES, a[at + 7 * aRow]).fma(row, c7);
            at += aColumn;
            bAt += bRow;
        }
        c0.intoArray(c, cFrom);
        c1.intoArray(c, cFrom + cRow);
        c2.intoArray(c, cFrom + 2 * cRow);
        c3.intoArray(c, cFrom + 3 * cRow);
        c4.intoArray(c, cFrom + 4 * cRow);
        c5.intoArray(c, cFrom + 5 * cRow);
        c6.intoArray(c, cFrom + 6 * cRow);
        c7.intoArray(c, cFrom + 7 * cRow);
    }

    /**
     * tanh of the first {@code length} values, in place, as a rational function of degree 13/6 with the coefficients
     * that Eigen and XLA use; off by at most 4e-7. A pass of its own: within the loops of a product it makes the compiler
     * spill their registers.
     *
     * @param length a multiple of {@link #LANES}
     */
    static void tanh(float[] values, int length) {
        for (int i = 0; i < length; i += LANES) {
            FloatVector x =
                    FloatVector.fromArray(SPECIES, values, i).max(-7.905311f).min(7.905311f);
            FloatVector x2 = x.mul(x);
            FloatVector p = x2.mul(-2.76076847742355e-16f).add(2.00018790482477e-13f);
            p = p.fma(x2, constant(-8.60467152213735e-11f));
            p = p.fma(x2, constant(5.12229709037114e-08f));
            p = p.fma(x2, constant(1.48572235717979e-05f));
            p = p.fma(x2, constant(6.37261928875436e-04f));
            p = p.fma(x2, constant(4.89352455891786e-03f));
            FloatVector q = x2.mul(1.19825839466702e-06f).add(1.18534705686654e-04f);
            q = q.fma(x2, constant(2.26843463243900e-03f));
            q = q.fma(x2, constant(4.89352518554385e-03f));
            p.mul(x).div(q).intoArray(values, i);
        }
    }

    private static FloatVector constant(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
