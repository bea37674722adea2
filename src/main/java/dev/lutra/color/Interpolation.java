package dev.lutra.color;

import java.util.Objects;

/**
 * The method of interpolation between the points of a lattice. Both methods are continuous, and exact at the points.
 *
 * <p>Inputs are in the units of the LUT's domain and clamped to it; NaN counts as the lower limit. The methods allocate
 * no memory.
 */
public enum Interpolation {

    /**
     * Trilinear interpolation: the weighted mean of the 8 corners of the cell. On average it is the smoother of the
     * two.
     */
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
     * Tetrahedral interpolation, as in colour grading tools: the weighted mean of the 4 corners of one of the six
     * tetrahedra that share the grey diagonal of the cell. Greys therefore stay neutral.
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
                // In double the weights sum to 1, so that rounding cannot exceed the largest float.
                out[offset + channel] = (float) ((1.0 - high) * v[i]
                        + ((double) high - middle) * v[i + one]
                        + ((double) middle - low) * v[i + two]
                        + (double) low * v[i + far]);
            }
        }
    };

    /**
     * Interpolates one colour.
     *
     * @param out an array that receives the three channels
     * @param offset the index of the first channel in {@code out}
     */
    public void apply(Lut3d lut, float red, float green, float blue, float[] out, int offset) {
        int size = lut.size();
        float r = lut.redPosition(red);
        float g = lut.greenPosition(green);
        float b = lut.bluePosition(blue);
        // The last point belongs to the last cell, as its far corner.
        int cellRed = Math.min((int) r, size - 2);
        int cellGreen = Math.min((int) g, size - 2);
        int cellBlue = Math.min((int) b, size - 2);
        int at = 3 * (cellRed + size * (cellGreen + size * cellBlue));
        interpolate(
                lut.lattice(), at, 3 * size, 3 * size * size, r - cellRed, g - cellGreen, b - cellBlue, out, offset);
    }

    /**
     * Interpolates many colours.
     *
     * @param rgb RGB triples, {@code 3 * points} values from index 0
     * @param out an array that receives the same number of triples; may be {@code rgb} itself
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
     * @param at the index of the near corner of the cell in {@code v}
     * @param green the offset to the next point along green, in values; along red it is 3
     * @param blue the offset to the next point along blue
     * @param r the position within the cell along red, 0…1; {@code g} and {@code b} are those along green and blue
     */
    abstract void interpolate(
            float[] v, int at, int green, int blue, float r, float g, float b, float[] out, int offset);

    private static float mix(float from, float to, float fraction) {
        // In double, because the difference of two floats may overflow a float.
        return (float) (from + fraction * ((double) to - from));
    }
}
