package dev.lutra.color;

import java.util.Objects;

/**
 * How a LUT is read between the points of its lattice. Both ways are continuous and exact at the points.
 *
 * <p>Inputs are in the units of the LUT's domain and clamped to it; NaN counts as its lower limit. Nothing is allocated.
 */
public enum Interpolation {

    /** Weighs the 8 corners of the cell: the smoother of the two on average. */
    TRILINEAR {
        @Override
        void interpolate(float[] v, int at, int green, int blue, float r, float g, float b, float[] out, int offset) {
            for (int channel = 0; channel < 3; channel++) {
                int i = at + channel;
                float near = mix(mix(v[i], v[i + 3], r), mix(v[i + green], v[i + green + 3], r), g);
                int j = i + blue;
                float far = mix(mix(v[j], v[j + 3], r), mix(v[j + green], v[j + green + 3], r), g);
                out[offset + channel] = mix(near, far, b);
            }
        }
    },

    /**
     * Weighs the 4 corners of one of the six tetrahedra that share the cell's grey diagonal, which therefore stays
     * neutral: what colour grading tools use.
     */
    TETRAHEDRAL {
        @Override
        void interpolate(float[] v, int at, int green, int blue, float r, float g, float b, float[] out, int offset) {
            // The path from the near corner to the far one steps along the axes by falling fraction.
            int one;
            int two;
            float high;
            float middle;
            float low;
            if (r >= g) {
                if (g >= b) {
                    one = 3;
                    two = 3 + green;
                    high = r;
                    middle = g;
                    low = b;
                } else if (r >= b) {
                    one = 3;
                    two = 3 + blue;
                    high = r;
                    middle = b;
                    low = g;
                } else {
                    one = blue;
                    two = 3 + blue;
                    high = b;
                    middle = r;
                    low = g;
                }
            } else if (b >= g) {
                one = blue;
                two = green + blue;
                high = b;
                middle = g;
                low = r;
            } else if (b >= r) {
                one = green;
                two = green + blue;
                high = g;
                middle = b;
                low = r;
            } else {
                one = green;
                two = 3 + green;
                high = g;
                middle = r;
                low = b;
            }
            int far = 3 + green + blue;
            for (int channel = 0; channel < 3; channel++) {
                int i = at + channel;
                // In double, where the weights sum up to 1: no rounding leads beyond the largest float.
                out[offset + channel] = (float) ((1.0 - high) * v[i]
                        + ((double) high - middle) * v[i + one]
                        + ((double) middle - low) * v[i + two]
                        + (double) low * v[i + far]);
            }
        }
    };

    /**
     * Looks up one colour.
     *
     * @param out receives the three channels
     * @param offset index of the first of them in {@code out}
     */
    public void apply(Lut3d lut, float red, float green, float blue, float[] out, int offset) {
        int size = lut.size();
        float r = lut.redPosition(red);
        float g = lut.greenPosition(green);
        float b = lut.bluePosition(blue);
        // The last point belongs to the last cell, whose far side it is.
        int cellRed = Math.min((int) r, size - 2);
        int cellGreen = Math.min((int) g, size - 2);
        int cellBlue = Math.min((int) b, size - 2);
        int at = 3 * (cellRed + size * (cellGreen + size * cellBlue));
        interpolate(
                lut.lattice(), at, 3 * size, 3 * size * size, r - cellRed, g - cellGreen, b - cellBlue, out, offset);
    }

    /**
     * Looks up many colours.
     *
     * @param rgb RGB triples, {@code 3 * points} values from index 0
     * @param out receives as many; may be {@code rgb} itself
     */
    public void apply(Lut3d lut, float[] rgb, float[] out, int points) {
        Objects.checkFromIndexSize(0, 3 * points, Math.min(rgb.length, out.length));
        for (int i = 0; i < 3 * points; i += 3) {
            apply(lut, rgb[i], rgb[i + 1], rgb[i + 2], out, i);
        }
    }

    /**
     * Interpolates in one cell.
     *
     * @param v the lattice
     * @param at index of the cell's near corner in it
     * @param green how many values on the next point along green is; along red it is 3
     * @param blue the same along blue
     * @param r fraction of the cell along red, 0…1; g and b likewise
     */
    abstract void interpolate(
            float[] v, int at, int green, int blue, float r, float g, float b, float[] out, int offset);

    private static float mix(float from, float to, float fraction) {
        // In double: between two floats there may lie more than a float holds.
        return (float) (from + fraction * ((double) to - from));
    }
}
