package dev.lutra.format.process;

/** A matrix and an offset: each channel becomes a weighted sum of all channels, and a constant. */
public final class MatrixNode implements ProcessNode {

    private static final int COLUMNS = 4;

    private final double[] rows;

    /**
     * Wraps a matrix, row by row.
     *
     * @param rows 12 numbers: for each of red, green and blue the weights of red, green and blue, and the offset
     */
    public MatrixNode(double... rows) {
        if (rows.length != 3 * COLUMNS) {
            throw new IllegalArgumentException("a matrix with offsets has 12 numbers, not " + rows.length);
        }
        this.rows = rows.clone();
    }

    /**
     * Moves colours away from their luma (ITU-R BT.709), or towards it.
     *
     * @param saturation 0 for greys, 1 for no change
     */
    public static MatrixNode saturation(double saturation) {
        double[] luma = {0.2126, 0.7152, 0.0722};
        var rows = new double[3 * COLUMNS];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                rows[row * COLUMNS + column] = (1 - saturation) * luma[column] + (row == column ? saturation : 0);
            }
        }
        return new MatrixNode(rows);
    }

    @Override
    public void apply(double[] rgb) {
        double red = row(0, rgb);
        double green = row(1, rgb);
        double blue = row(2, rgb);
        rgb[0] = red;
        rgb[1] = green;
        rgb[2] = blue;
    }

    private double row(int row, double[] rgb) {
        int at = row * COLUMNS;
        return rows[at] * rgb[0] + rows[at + 1] * rgb[1] + rows[at + 2] * rgb[2] + rows[at + 3];
    }

    @Override
    public boolean isSeparable() {
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                if (row != column && rows[row * COLUMNS + column] != 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
