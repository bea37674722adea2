package dev.lutra.codec;

import java.util.Arrays;

/**
 * The transform of a lattice: {@link AxisTransform} along red, green and blue.
 *
 * <p>A lattice is one channel here, red fastest, and so are its coefficients. The transform keeps only a scratch array
 * between calls, but is not thread-safe.
 */
final class LatticeTransform {

    private final int size;
    private final float[] analysis;
    private final float[] synthesis;
    private final float[] scratch;
    private final boolean[] filled;
    /** The terms of the current sum: their factors, and the start of the row that each factor scales. */
    private final float[] factors;

    private final int[] starts;
    private int terms;

    LatticeTransform(AxisTransform axis) {
        size = axis.size();
        analysis = axis.analysis();
        synthesis = axis.synthesis();
        scratch = new float[size * size * size];
        filled = new boolean[size * size];
        factors = new float[size];
        starts = new int[size];
    }

    /** Transforms a lattice into coefficients in place. */
    void analyse(float[] lattice) {
        transform(lattice, analysis);
    }

    /** Transforms coefficients into the lattice in place. */
    void synthesise(float[] coefficients) {
        transform(coefficients, synthesis);
    }

    private void transform(float[] data, float[] matrix) {
        int plane = size * size;
        alongRed(data, scratch, transposed(matrix));
        for (int blue = 0; blue < size; blue++) {
            multiply(matrix, scratch, data, blue * plane, size, blue * size);
        }
        for (int blue = 0; blue < size; blue++) {
            boolean any = false;
            for (int green = 0; green < size; green++) {
                any |= filled[blue * size + green];
            }
            filled[blue] = any;
        }
        multiply(matrix, data, scratch, 0, plane, 0);
        System.arraycopy(scratch, 0, data, 0, data.length);
    }

    private void alongRed(float[] in, float[] out, float[] transposed) {
        for (int line = 0; line < size * size; line++) {
            int at = line * size;
            terms = 0;
            for (int i = 0; i < size; i++) {
                add(in[at + i], i * size);
            }
            filled[line] = terms > 0;
            sum(out, at, transposed, size);
        }
    }

    /**
     * Multiplies a matrix by {@code size} rows of a block.
     *
     * @param at the index of the block in both arrays
     * @param row the number of values in a row
     * @param flags the index of the flag of the first row of the block, which says whether the row has values other
     *     than 0
     */
    private void multiply(float[] matrix, float[] in, float[] out, int at, int row, int flags) {
        for (int i = 0; i < size; i++) {
            terms = 0;
            for (int k = 0; k < size; k++) {
                if (filled[flags + k]) {
                    add(matrix[i * size + k], at + k * row);
                }
            }
            sum(out, at + i * row, in, row);
        }
    }

    private void add(float factor, int from) {
        if (factor != 0) {
            factors[terms] = factor;
            starts[terms++] = from;
        }
    }

    /** Sums the terms in their order, four in a pass, because memory writes cost more than the products. */
    private void sum(float[] out, int to, float[] in, int count) {
        Arrays.fill(out, to, to + count, 0);
        int term = 0;
        for (; term + 3 < terms; term += 4) {
            float first = factors[term];
            float second = factors[term + 1];
            float third = factors[term + 2];
            float fourth = factors[term + 3];
            int one = starts[term];
            int two = starts[term + 1];
            int three = starts[term + 2];
            int four = starts[term + 3];
            for (int i = 0; i < count; i++) {
                out[to + i] = out[to + i]
                        + first * in[one + i]
                        + second * in[two + i]
                        + third * in[three + i]
                        + fourth * in[four + i];
            }
        }
        for (; term < terms; term++) {
            float factor = factors[term];
            int from = starts[term];
            for (int i = 0; i < count; i++) {
                out[to + i] += factor * in[from + i];
            }
        }
    }

    private float[] transposed(float[] matrix) {
        var transposed = new float[matrix.length];
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < size; k++) {
                transposed[k * size + i] = matrix[i * size + k];
            }
        }
        return transposed;
    }
}
