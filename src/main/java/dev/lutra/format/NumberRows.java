package dev.lutra.format;

import dev.lutra.color.Curve;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Rows of numbers, as they arrive. Memory grows with them, so that a size that a file claims costs nothing. */
final class NumberRows {

    private static final int FIRST_ROWS = 4096;

    private final int columns;
    /** The greatest value if all are whole numbers; 0 if they are decimal numbers. */
    private final int greatest;

    private float[] values;
    private int rows;

    private NumberRows(int columns, int greatest) {
        this.columns = columns;
        this.greatest = greatest;
        values = new float[columns * FIRST_ROWS];
    }

    /**
     * Rows of decimal numbers.
     *
     * @param columns the numbers of a row: 1 or 3
     */
    static NumberRows decimal(int columns) {
        return new NumberRows(columns, 0);
    }

    /** Rows of three whole numbers, 0 to {@code greatest}, which is at most 2²⁴. */
    static NumberRows whole(int greatest) {
        return new NumberRows(3, greatest);
    }

    /**
     * Reads the last rows of a file, whose header gives their number.
     *
     * @throws InvalidLutFile if the file ends before, if a line is not such a row, or if a line follows
     */
    float[] readAll(TextScanner scanner, int expected) throws IOException {
        read(scanner, expected);
        if (scanner.nextLine()) {
            throw scanner.refused("row-count", "text after the last of %d rows".formatted(expected));
        }
        return values(0, expected);
    }

    /** Reads rows until there are as many as expected. */
    void read(TextScanner scanner, int expected) throws IOException {
        while (rows < expected) {
            if (!scanner.nextLine()) {
                throw cutOff(scanner, rows, expected);
            }
            add(scanner, expected, expected);
        }
    }

    /** The exception for a file that ends too early. */
    static InvalidLutFile cutOff(TextScanner scanner, int rows, int expected) {
        return scanner.refused(
                "row-count", "the file ends after %d rows of %d: it was cut off".formatted(rows, expected));
    }

    /**
     * The curves of a 1D LUT.
     *
     * @param domain the inputs that they span
     * @param rgb RGB triples of outputs
     */
    static Shaper curves(RgbBox domain, float[] rgb) {
        Curve red = curve(domain, rgb, 0);
        Curve green = curve(domain, rgb, 1);
        Curve blue = curve(domain, rgb, 2);
        return red.equals(green) && red.equals(blue) ? Shaper.of(red) : new Shaper(red, green, blue);
    }

    private static Curve curve(RgbBox domain, float[] rgb, int channel) {
        var outputs = new float[rgb.length / 3];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = rgb[3 * i + channel];
        }
        return Curve.uniform(domain.fromUnit(0, channel), domain.fromUnit(1, channel), outputs);
    }

    /** The number of rows so far. */
    int count() {
        return rows;
    }

    /**
     * Reads a line of which the current word of the scanner is the first.
     *
     * @param expected the rows that the file says it has; 0 if it has not said so yet
     * @param most the most rows that it can have
     */
    void add(TextScanner scanner, int expected, int most) throws IOException {
        int at = next(expected, most);
        for (int column = 0; column < columns; column++) {
            if (column > 0 && !scanner.nextWord()) {
                throw wrongColumns(scanner);
            }
            values[at + column] =
                    greatest == 0 ? scanner.number() : scanner.whole("not-a-whole-number", "the value", 0, greatest);
        }
        if (scanner.nextWord()) {
            throw wrongColumns(scanner);
        }
        rows++;
    }

    /** Adds the first row, of numbers that were read already. */
    void put(List<Integer> row) {
        for (int column = 0; column < columns; column++) {
            values[columns * rows + column] = row.get(column);
        }
        rows++;
    }

    private int next(int expected, int most) {
        int at = columns * rows;
        if (at == values.length) {
            int doubled = Math.min(2 * rows, most);
            values = Arrays.copyOf(values, columns * (expected > rows ? Math.min(doubled, expected) : doubled));
        }
        return at;
    }

    /** The numbers of some rows. If these are all, they may be the array itself. */
    float[] values(int from, int to) {
        return from == 0 && columns * to == values.length
                ? values
                : Arrays.copyOfRange(values, columns * from, columns * to);
    }

    private InvalidLutFile wrongColumns(TextScanner scanner) {
        return scanner.refused(
                "columns", columns == 1 ? "a row has one number" : "a row has three numbers: red, green and blue");
    }
}
