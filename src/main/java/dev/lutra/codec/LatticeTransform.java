package dev.lutra.codec;

import java.util.Arrays;

/**
 * The transform of a lattice: {@link AxisTransform} along red, green and blue.
 *
 * <p>A lattice is one channel here, red fastest, and so are its coefficients. Holds no state between calls but a scratch: not
 * for use by several threads at once.
 */
final class LatticeTransform {

    private final int size;
    private final float[] analysis;
    private final float[] synthesis;
    private final float[] scratch;
    private final boolean[] filled;

    LatticeTransform(AxisTransform axis) {
        size = axis.size();
        analysis = axis.analysis();
        synthesis = axis.synthesis();
        scratch = new float[size * size * size];
        filled = new boolean[size * size];
    }

    /** Turns a lattice into coefficients, in place. */
    void analyse(float[] lattice) {
        transform(lattice, analysis);
    }

    /** Turns coefficients into the lattice, in place. */
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
        Arrays.fill(out, 0);
        for (int line = 0; line < size * size; line++) {
            int at = line * size;
            boolean any = false;
            for (int i = 0; i < size; i++) {
                float value = in[at + i];
                if (value != 0) {
                    any = true;
                    addScaled(out, at, transposed, i * size, size, value);
                }
            }
            filled[line] = any;
        }
    }

    /**
     * Multiplies a matrix with {@code size} rows of a block.
     *
     * @param at index of the block in both arrays
     * @param row values in a row
     * @param flags index of the flag that tells whether the block's first row has anything in it
     */
    private void multiply(float[] matrix, float[] in, float[] out, int at, int row, int flags) {
        Arrays.fill(out, at, at + size * row, 0);
        for (int k = 0; k < size; k++) {
            if (filled[flags + k]) {
                for (int i = 0; i < size; i++) {
                    float factor = matrix[i * size + k];
                    if (factor != 0) {
                        addScaled(out, at + i * row, in, at + k * row, row, factor);
                    }
                }
            }
        }
    }

    private static void addScaled(float[] out, int to, float[] in, int from, int count, float factor) {
        for (int i = 0; i < count; i++) {
            out[to + i] += factor * in[from + i];
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
