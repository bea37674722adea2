package dev.lutra.format;

import dev.lutra.color.Lut3d;
import dev.lutra.color.Shaper;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads cube text, line by line.
 *
 * <pre>
 * file     = { [ line ] [ "#" comment ] end-of-line }
 * line     = title | size | domain | range | video | row | other
 * title    = "TITLE" [ quote ] text [ quote ]
 * size     = ( "LUT_1D_SIZE" | "LUT_3D_SIZE" ) whole-number
 * domain   = ( "DOMAIN_MIN" | "DOMAIN_MAX" ) number number number
 * range    = ( "LUT_1D_INPUT_RANGE" | "LUT_3D_INPUT_RANGE" ) number number
 * video    = "LUT_IN_VIDEO_RANGE" | "LUT_OUT_VIDEO_RANGE"
 * row      = number number number
 * other    = keyword { text }
 * number   = decimal, with or without an exponent
 * </pre>
 *
 * Rows are outputs: red, green and blue. First come the rows of the 1D LUT, whose number is its size, then the size³
 * rows of the 3D LUT, red fastest. Keywords may be before, between and after the rows, in upper or lower case. Unknown
 * keywords are skipped with a warning, like other text before the first row.
 *
 * <p>{@code domain} comes from Adobe's Cube LUT Specification 1.0 (2013). {@code range}, {@code video} and a 1D LUT (a
 * shaper) before the 3D LUT come from DaVinci Resolve, whose developer documentation describes them. Values of the
 * {@linkplain VideoRange legal range} are converted to the full range, with a warning.
 */
final class CubeReader {

    /** The rows of a 3D LUT with 129 points along an axis. Larger files give their size before their rows. */
    private static final int ROWS_WITHOUT_SIZE = 129 * 129 * 129;

    private final FormatLimits limits;
    private final TextScanner scanner;
    private final Warnings warnings = new Warnings();
    private final CubeHeader header;
    private final NumberRows rows = NumberRows.decimal(3);
    private int lineOfFirstSurplusRow;

    /** @param format the start of the codes of errors */
    CubeReader(InputStream in, FormatLimits limits, String format) {
        this.limits = limits;
        scanner = new TextScanner(in, limits.bytes(), format);
        header = new CubeHeader(scanner, limits, warnings);
    }

    LutFile read() throws IOException {
        boolean empty = true;
        while (scanner.nextLine()) {
            empty = false;
            boolean beforeRows = rows.count() == 0;
            if (beforeRows ? scanner.isNumberWithDigits() : scanner.isNumber()) {
                readRow();
            } else {
                header.read(beforeRows);
            }
        }
        if (empty) {
            throw scanner.refused("empty", "the file is empty");
        }
        checkRowCount();
        return file();
    }

    private void readRow() throws IOException {
        int count = rows.count();
        if (count > 0 && count == expectedRows() && lineOfFirstSurplusRow == 0) {
            lineOfFirstSurplusRow = scanner.line();
        }
        if (count == mostRows()) {
            throw surplusRow(mostRows());
        }
        if (count == ROWS_WITHOUT_SIZE && expectedRows() == 0) {
            throw scanner.refused(
                    "size-missing", "%d rows without a LUT_3D_SIZE before them".formatted(ROWS_WITHOUT_SIZE));
        }
        rows.add(scanner, expectedRows(), mostRows());
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
            throw scanner.refused("size-missing", "the file ends without a LUT_3D_SIZE or LUT_1D_SIZE");
        }
        if (rows.count() < expected) {
            throw NumberRows.cutOff(scanner, rows.count(), expected);
        }
        if (rows.count() > expected) {
            throw surplusRow(expected);
        }
    }

    private LutFile file() {
        int curveRows = header.curveSize();
        float[] curves = rows.values(0, curveRows);
        float[] lattice = rows.values(curveRows, rows.count());
        if (header.hasVideoOutputs()) {
            convertVideoOutputs(header.latticeSize() == 0 ? curves : lattice);
        }
        Shaper shaper = curveRows == 0 ? null : NumberRows.curves(header.curveDomain(), curves);
        if (shaper != null && header.latticeSize() == 0) {
            return LutFile.ofCurves(shaper, header.title(), warnings.texts());
        }
        var lut = new Lut3d(header.latticeSize(), header.latticeDomain(), lattice);
        return new LutFile(lut, shaper, header.title(), warnings.texts());
    }

    private void convertVideoOutputs(float[] outputs) {
        VideoRange.toFull(outputs);
        for (float output : outputs) {
            if (!Float.isFinite(output)) {
                throw scanner.refused("not-finite", "a value is too large for a video level");
            }
        }
    }

    private InvalidLutFile surplusRow(int expected) {
        return scanner.refused(
                "row-count",
                lineOfFirstSurplusRow > 0 ? lineOfFirstSurplusRow : scanner.line(),
                "the file has more rows than the %d that its size asks for".formatted(expected));
    }

    private static int cubed(int size) {
        return size * size * size;
    }
}
