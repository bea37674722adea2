package dev.lutra.network.engine.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/** The two operations that all time on a CPU goes into, on the widest vectors that the machine has. */
final class VectorMath {

    static final VectorSpecies<Float> SPECIES = species(Integer.getInteger("lutra.vector.bits"));
    static final int LANES = SPECIES.length();

    /** Rows of a product that are held in registers at once: enough to hide the latency of a fused multiply-add. */
    static final int ROWS = 8;

    private VectorMath() {}

    /**
     * Chooses the vectors, once for all, as the compiler must know them.
     *
     * @param bits of a vector, for tests: what is right in one width may be wrong in another; null for the machine's own
     */
    private static VectorSpecies<Float> species(@Nullable Integer bits) {
        return bits == null
                ? FloatVector.SPECIES_PREFERRED
                : VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
    }

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
        int column = 0;
        for (; column + 2 * LANES <= columns; column += 2 * LANES) {
            for (int row = 0; row < rows; row += ROWS) {
                multiplyPair(
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
        for (; column < columns; column += LANES) {
            for (int row = 0; row < rows; row += ROWS) {
                multiplySingle(
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

    /** A panel of 8 rows and two vectors: each broadcast, and its bounds check, serves two products. */
    private static void multiplyPair(
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
        FloatVector d0 = FloatVector.fromArray(SPECIES, start, startFrom + LANES);
        FloatVector c1 = FloatVector.fromArray(SPECIES, start, startFrom + startRow);
        FloatVector d1 = FloatVector.fromArray(SPECIES, start, startFrom + startRow + LANES);
        FloatVector c2 = FloatVector.fromArray(SPECIES, start, startFrom + 2 * startRow);
        FloatVector d2 = FloatVector.fromArray(SPECIES, start, startFrom + 2 * startRow + LANES);
        FloatVector c3 = FloatVector.fromArray(SPECIES, start, startFrom + 3 * startRow);
        FloatVector d3 = FloatVector.fromArray(SPECIES, start, startFrom + 3 * startRow + LANES);
        FloatVector c4 = FloatVector.fromArray(SPECIES, start, startFrom + 4 * startRow);
        FloatVector d4 = FloatVector.fromArray(SPECIES, start, startFrom + 4 * startRow + LANES);
        FloatVector c5 = FloatVector.fromArray(SPECIES, start, startFrom + 5 * startRow);
        FloatVector d5 = FloatVector.fromArray(SPECIES, start, startFrom + 5 * startRow + LANES);
        FloatVector c6 = FloatVector.fromArray(SPECIES, start, startFrom + 6 * startRow);
        FloatVector d6 = FloatVector.fromArray(SPECIES, start, startFrom + 6 * startRow + LANES);
        FloatVector c7 = FloatVector.fromArray(SPECIES, start, startFrom + 7 * startRow);
        FloatVector d7 = FloatVector.fromArray(SPECIES, start, startFrom + 7 * startRow + LANES);
        int at = aFrom;
        int bAt = bFrom;
        for (int k = 0; k < inner; k++) {
            FloatVector left = FloatVector.fromArray(SPECIES, b, bAt);
            FloatVector right = FloatVector.fromArray(SPECIES, b, bAt + LANES);
            FloatVector factor = FloatVector.broadcast(SPECIES, a[at]);
            c0 = factor.fma(left, c0);
            d0 = factor.fma(right, d0);
            factor = FloatVector.broadcast(SPECIES, a[at + aRow]);
            c1 = factor.fma(left, c1);
            d1 = factor.fma(right, d1);
            factor = FloatVector.broadcast(SPECIES, a[at + 2 * aRow]);
            c2 = factor.fma(left, c2);
            d2 = factor.fma(right, d2);
            factor = FloatVector.broadcast(SPECIES, a[at + 3 * aRow]);
            c3 = factor.fma(left, c3);
            d3 = factor.fma(right, d3);
            factor = FloatVector.broadcast(SPECIES, a[at + 4 * aRow]);
            c4 = factor.fma(left, c4);
            d4 = factor.fma(right, d4);
            factor = FloatVector.broadcast(SPECIES, a[at + 5 * aRow]);
            c5 = factor.fma(left, c5);
            d5 = factor.fma(right, d5);
            factor = FloatVector.broadcast(SPECIES, a[at + 6 * aRow]);
            c6 = factor.fma(left, c6);
            d6 = factor.fma(right, d6);
            factor = FloatVector.broadcast(SPECIES, a[at + 7 * aRow]);
            c7 = factor.fma(left, c7);
            d7 = factor.fma(right, d7);
            at += aColumn;
            bAt += bRow;
        }
        c0.intoArray(c, cFrom);
        d0.intoArray(c, cFrom + LANES);
        c1.intoArray(c, cFrom + cRow);
        d1.intoArray(c, cFrom + cRow + LANES);
        c2.intoArray(c, cFrom + 2 * cRow);
        d2.intoArray(c, cFrom + 2 * cRow + LANES);
        c3.intoArray(c, cFrom + 3 * cRow);
        d3.intoArray(c, cFrom + 3 * cRow + LANES);
        c4.intoArray(c, cFrom + 4 * cRow);
        d4.intoArray(c, cFrom + 4 * cRow + LANES);
        c5.intoArray(c, cFrom + 5 * cRow);
        d5.intoArray(c, cFrom + 5 * cRow + LANES);
        c6.intoArray(c, cFrom + 6 * cRow);
        d6.intoArray(c, cFrom + 6 * cRow + LANES);
        c7.intoArray(c, cFrom + 7 * cRow);
        d7.intoArray(c, cFrom + 7 * cRow + LANES);
    }

    /** A panel of 8 rows and one vector. */
    private static void multiplySingle(
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
            FloatVector left = FloatVector.fromArray(SPECIES, b, bAt);
            FloatVector factor = FloatVector.broadcast(SPECIES, a[at]);
            c0 = factor.fma(left, c0);
            factor = FloatVector.broadcast(SPECIES, a[at + aRow]);
            c1 = factor.fma(left, c1);
            factor = FloatVector.broadcast(SPECIES, a[at + 2 * aRow]);
            c2 = factor.fma(left, c2);
            factor = FloatVector.broadcast(SPECIES, a[at + 3 * aRow]);
            c3 = factor.fma(left, c3);
            factor = FloatVector.broadcast(SPECIES, a[at + 4 * aRow]);
            c4 = factor.fma(left, c4);
            factor = FloatVector.broadcast(SPECIES, a[at + 5 * aRow]);
            c5 = factor.fma(left, c5);
            factor = FloatVector.broadcast(SPECIES, a[at + 6 * aRow]);
            c6 = factor.fma(left, c6);
            factor = FloatVector.broadcast(SPECIES, a[at + 7 * aRow]);
            c7 = factor.fma(left, c7);
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
