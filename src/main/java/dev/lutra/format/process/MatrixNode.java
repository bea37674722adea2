package dev.lutra.format.process;

import dev.lutra.color.RgbBox;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A matrix and an offset: each channel becomes a weighted sum of all channels, and a constant. */
public final class MatrixNode implements ProcessNode {

    private static final int COLUMNS = 4;

    private final double[] rows;
    private final @Nullable RgbBox inputs;

    private MatrixNode(double[] rows, @Nullable RgbBox inputs) {
        this.rows = rows;
        this.inputs = inputs;
    }

    /**
     * Wraps a matrix, row by row.
     *
     * @param rows 12 numbers: for each of red, green and blue the weights of red, green and blue, and the offset
     */
    public MatrixNode(double... rows) {
        this(rows.clone(), null);
        if (rows.length != 3 * COLUMNS) {
            throw new IllegalArgumentException("a matrix with offsets has 12 numbers, not " + rows.length);
        }
    }

    /**
     * The same scale and offset in all channels.
     *
     * @param inputs the inputs that it is made for
     */
    public static MatrixNode scale(double scale, double offset, RgbBox inputs) {
        double[] rows = {scale, 0, 0, offset, 0, scale, 0, offset, 0, 0, scale, offset};
        return new MatrixNode(rows, inputs);
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

    /** The weight of a channel in itself. */
    double scale(int channel) {
        return rows[(COLUMNS + 1) * channel];
    }

    double offset(int channel) {
        return rows[COLUMNS * channel + 3];
    }

    @Override
    public Optional<RgbBox> inputs() {
        return Optional.ofNullable(inputs);
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
