package dev.lutra.color;

/**
 * A LUT over 0…1 that is applied to code values, such as those of a photograph. It gives exactly what {@link
 * Interpolation#TETRAHEDRAL} and {@link CodeValue#round} give, and is several times as fast, because the cell of each
 * code value is known in advance.
 */
public final class CodeLut {

    private final float[] lattice;
    private final int max;
    private final int green;
    private final int blue;
    private final int[] cells;
    private final float[] fractions;

    /**
     * Prepares a LUT.
     *
     * @param lut a LUT whose domain is 0…1; it is not copied
     * @param max the code value of 1: {@link CodeValue#MAX_8} or {@link CodeValue#MAX_16}
     * @throws IllegalArgumentException if the domain is another one
     */
    public CodeLut(Lut3d lut, int max) {
        if (!lut.domain().isUnit()) {
            throw new IllegalArgumentException("code values span 0…1, and not " + lut.domain());
        }
        this.max = max;
        lattice = lut.lattice();
        green = 3 * lut.size();
        blue = green * lut.size();
        cells = new int[max + 1];
        fractions = new float[max + 1];
        for (int code = 0; code <= max; code++) {
            float position = lut.redPosition((float) code / max);
            cells[code] = Math.min((int) position, lut.size() - 2);
            fractions[code] = position - cells[code];
        }
    }

    /** The code value of 1. */
    public int max() {
        return max;
    }

    /**
     * Applies the LUT to one colour.
     *
     * @param red a code value, 0…{@link #max}, like the other two
     * @param out an array that receives the three channels, as values of the LUT
     */
    public void apply(int red, int green, int blue, float[] out) {
        int at = 3 * cells[red] + this.green * cells[green] + this.blue * cells[blue];
        Interpolation.TETRAHEDRAL.interpolate(
                lattice, at, this.green, this.blue, fractions[red], fractions[green], fractions[blue], out, 0);
    }
}
