package dev.lutra.format;

import dev.lutra.color.Lut3d;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads cube text, line by line.
 *
 * <pre>
 * file     = { [ line ] [ "#" comment ] end-of-line }
 * line     = title | size | domain | range | row | other
 * title    = "TITLE" [ quote ] text [ quote ]
 * size     = ( "LUT_1D_SIZE" | "LUT_3D_SIZE" ) whole-number
 * domain   = ( "DOMAIN_MIN" | "DOMAIN_MAX" ) number number number
 * range    = ( "LUT_1D_INPUT_RANGE" | "LUT_3D_INPUT_RANGE" ) number number
 * row      = number number number
 * other    = keyword { text }
 * number   = decimal, with or without an exponent
 * </pre>
 *
 * Rows are outputs: red, green and blue. First come the rows of the 1D LUT, whose number is its size, then the size³
 * rows of the 3D LUT, red fastest. Keywords may be before, between and after the rows, in upper or lower case. Unknown
 * keywords are skipped with a warning, like other text before the first row.
 *
 * <p>{@code domain} comes from Adobe's Cube LUT Specification 1.0 (2013). {@code range}, and a 1D LUT (a shaper) before
 * the 3D LUT, come from DaVinci Resolve. A file with a 1D LUT becomes one lattice: see {@link Curves}.
 */
final class CubeReader {

    private static final int FIRST_ROWS = 4096;

    /** The rows of a 3D LUT with 129 points along an axis. Larger files give their size before their rows. */
    private static final int ROWS_WITHOUT_SIZE = 129 * 129 * 129;

    private final FormatLimits limits;
    private final TextScanner scanner;
    private final Warnings warnings = new Warnings();
    private final CubeHeader header;
    private float[] values = new float[3 * FIRST_ROWS];
    private int rows;
    private int lineOfFirstSurplusRow;

    CubeReader(InputStream in, FormatLimits limits) {
        this.limits = limits;
        scanner = new TextScanner(in, limits.bytes(), "cube");
        header = new CubeHeader(limits, warnings);
    }

    LutFile read() throws IOException {
        boolean empty = true;
        while (scanner.nextLine()) {
            empty = false;
            boolean beforeRows = rows == 0;
            if (beforeRows ? scanner.isNumberWithDigits() : scanner.isNumber()) {
                readRow();
            } else {
                header.read(scanner, beforeRows);
            }
        }
        if (empty) {
            throw scanner.invalid("cube-empty", "the file is empty");
        }
        checkRowCount();
        Lut3d lut = lut();
        return new LutFile(lut, header.title(), warnings.texts());
    }

    private void readRow() throws IOException {
        if (rows > 0 && rows == expectedRows() && lineOfFirstSurplusRow == 0) {
            lineOfFirstSurplusRow = scanner.line();
        }
        if (rows == mostRows()) {
            throw surplusRow(mostRows());
        }
        if (rows == ROWS_WITHOUT_SIZE && expectedRows() == 0) {
            throw scanner.invalid(
                    "cube-size-missing", "%d rows without a LUT_3D_SIZE before them".formatted(ROWS_WITHOUT_SIZE));
        }
        int at = 3 * rows;
        if (at == values.length) {
            grow();
        }
        for (int column = 0; column < 3; column++) {
            if (column > 0 && !scanner.nextWord()) {
                throw wrongColumns();
            }
            values[at + column] = scanner.number();
        }
        if (scanner.nextWord()) {
            throw wrongColumns();
        }
        rows++;
    }

    /** Allocates memory only as rows arrive, so that a claimed size costs nothing. */
    private void grow() {
        int doubled = Math.min(2 * rows, mostRows());
        int expected = expectedRows();
        values = Arrays.copyOf(values, 3 * (expected > rows ? Math.min(doubled, expected) : doubled));
    }

    /** The number of rows that the sizes so far require. */
    private int expectedRows() {
        return header.curveSize() + cubed(header.latticeSize());
    }

    /** The largest number of rows that the sizes can require, including sizes that may still follow. */
    private int mostRows() {
        return (header.curveSize() > 0 ? header.curveSize() : limits.curveSize())
                + cubed(header.latticeSize() > 0 ? header.latticeSize() : limits.latticeSize());
    }

    private void checkRowCount() {
        int expected = expectedRows();
        if (expected == 0) {
            throw scanner.invalid("cube-size-missing", "the file ends without a LUT_3D_SIZE or LUT_1D_SIZE");
        }
        if (rows < expected) {
            throw scanner.invalid(
                    "cube-row-count", "the file ends after %d rows of %d: it was cut off".formatted(rows, expected));
        }
        if (rows > expected) {
            throw surplusRow(expected);
        }
    }

    private Lut3d lut() {
        if (header.curveSize() == 0) {
            return new Lut3d(header.latticeSize(), header.latticeDomain(), rows(0, rows));
        }
        var curves = new Curves(header.curveSize(), header.curveDomain(), rows(0, header.curveSize()));
        Lut3d lut;
        if (header.latticeSize() == 0) {
            lut = curves.toLattice(limits.latticeSize());
        } else {
            var cube = new Lut3d(header.latticeSize(), header.latticeDomain(), rows(header.curveSize(), rows));
            lut = curves.before(cube, limits.latticeSize());
        }
        if (lut.size() < header.curveSize()) {
            warnings.add(
                    "LUT_1D_SIZE",
                    "the curves of %d points were sampled at %d".formatted(header.curveSize(), lut.size()));
        }
        return lut;
    }

    private float[] rows(int from, int to) {
        return from == 0 && 3 * to == values.length ? values : Arrays.copyOfRange(values, 3 * from, 3 * to);
    }

    private InvalidLutFile wrongColumns() {
        return scanner.invalid("cube-columns", "a row has three numbers: red, green and blue");
    }

    private InvalidLutFile surplusRow(int expected) {
        return new InvalidLutFile(
                "cube-row-count",
                lineOfFirstSurplusRow > 0 ? lineOfFirstSurplusRow : scanner.line(),
                "the file has more rows than the %d that its size asks for".formatted(expected));
    }

    private static int cubed(int size) {
        return size * size * size;
    }
}
