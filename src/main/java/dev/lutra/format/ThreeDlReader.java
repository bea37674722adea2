package dev.lutra.format;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads {@code .3dl} text, line by line.
 *
 * <pre>
 * file    = { [ line ] [ "#" comment ] end-of-line }
 * line    = "3DMESH" | mesh | levels | row | tail
 * mesh    = "Mesh" bits bits
 * levels  = code code code code { code }
 * row     = code code code
 * tail    = "LUT" bits | "gamma" number
 * </pre>
 *
 * {@code mesh} is the header of Lustre: 2 to the power of the first number, plus 1, is the size, and the second number
 * is the bits of the values. Without it, the size is the cube root of the number of rows, and {@link ThreeDlDepth}
 * finds the bits. {@code levels} are the inputs of the points along an axis. They must be evenly spaced: programs
 * disagree on what others would mean. Rows are outputs, blue fastest. The LUTs of the tail are for a monitor; they are
 * passed over with a warning. Other text before the rows is skipped with a warning.
 *
 * <p>The sources are the Lustre colour management guide of Autodesk and the documentation of OpenColorIO.
 */
final class ThreeDlReader {

    private static final int MAX_MESH_BITS = 8;

    /** How far an input level may be from its place, in codes. */
    private static final int LEVEL_TOLERANCE = 2;

    private final FormatLimits limits;
    private final TextScanner scanner;
    private final Warnings warnings = new Warnings();
    private final StrangeLines strangeLines;
    private final NumberRows rows = NumberRows.whole(ThreeDlDepth.GREATEST);
    /** The number of input levels; 0 without them. */
    private int levels;

    private int size;
    private int bits;

    ThreeDlReader(InputStream in, FormatLimits limits) {
        this.limits = limits;
        scanner = new TextScanner(in, limits.bytes(), "3dl");
        strangeLines = new StrangeLines(scanner, warnings);
    }

    LutFile read() throws IOException {
        while (scanner.nextLine()) {
            boolean beforeRows = rows.count() == 0;
            if (!scanner.isNumberWithDigits() || beforeRows && isMark()) {
                readKeyword();
            } else if (beforeRows && levels == 0) {
                readFirstNumbers();
            } else {
                readRow();
            }
        }
        float[] values = values();
        BlueFastest.swapRedAndBlue(values, size);
        var lut = new Lut3d(size, RgbBox.UNIT, values);
        return new LutFile(lut, null, warnings.texts());
    }

    private boolean isMark() {
        return scanner.word().equalsIgnoreCase("3DMESH");
    }

    private void readKeyword() throws IOException {
        String keyword = scanner.word().toLowerCase(Locale.ROOT);
        if (keyword.equals("mesh") && rows.count() == 0) {
            int meshBits = nextWhole("the first number after Mesh", 1, MAX_MESH_BITS);
            bits = nextWhole("the second number after Mesh", Byte.SIZE, Short.SIZE);
            size = (1 << meshBits) + 1;
            if (size > limits.latticeSize()) {
                throw scanner.refused("size", "the size %d is not within 2…%d".formatted(size, limits.latticeSize()));
            }
            requireEndOfLine("mesh", "Mesh takes two numbers");
        } else if (isMark()) {
            requireEndOfLine("mesh", "3DMESH takes no number");
        } else if (keyword.startsWith("lut") || keyword.equals("gamma")) {
            passOverTail(keyword);
        } else {
            strangeLines.passOver(rows.count() == 0);
        }
    }

    private void passOverTail(String keyword) throws IOException {
        String rest = scanner.restAsText();
        warnings.add(
                keyword,
                "line %d: %s passed over: only the 3D LUT is read"
                        .formatted(scanner.line(), StrangeLines.quoted(keyword + " " + rest)));
    }

    private int nextWhole(String name, int least, int most) throws IOException {
        if (!scanner.nextWord()) {
            throw scanner.refused("mesh", "Mesh takes two numbers");
        }
        return scanner.whole("mesh", name, least, most);
    }

    private void requireEndOfLine(String fault, String detail) throws IOException {
        if (scanner.nextWord()) {
            throw scanner.refused(fault, detail);
        }
    }

    /** Reads the first line of numbers, which may be the levels. */
    private void readFirstNumbers() throws IOException {
        List<Integer> numbers = new ArrayList<>();
        do {
            if (numbers.size() == limits.curveSize()) {
                throw scanner.refused("levels", "more than %d input levels".formatted(limits.curveSize()));
            }
            numbers.add(scanner.whole("not-a-whole-number", "the value", 0, ThreeDlDepth.GREATEST));
        } while (scanner.nextWord());
        if (numbers.size() > 3) {
            checkLevels(numbers);
            levels = numbers.size();
        } else if (numbers.size() == 3) {
            rows.put(numbers);
        } else {
            throw scanner.refused("columns", "a row has three numbers: red, green and blue");
        }
    }

    private void checkLevels(List<Integer> numbers) {
        int last = numbers.size() - 1;
        int greatest = numbers.get(last);
        double white = ThreeDlDepth.white(ThreeDlDepth.ofGreatest(greatest));
        for (int i = 0; i <= last; i++) {
            if (Math.abs(i * white / last - numbers.get(i)) >= LEVEL_TOLERANCE) {
                throw scanner.refused(
                        "levels",
                        "input level %d is %d: levels that are not evenly spaced from 0 to white mean one thing in one"
                                        .formatted(i + 1, numbers.get(i))
                                + " program and another in the next");
            }
        }
    }

    private void readRow() throws IOException {
        int most = cubed(size == 0 ? limits.latticeSize() : size);
        if (rows.count() == most) {
            throw scanner.refused("row-count", "the file has more rows than %d".formatted(most));
        }
        rows.add(scanner, cubed(size), most);
    }

    /** The outputs, 0…1, blue fastest. */
    private float[] values() {
        int count = rows.count();
        if (count == 0) {
            throw scanner.refused("empty", "the file has no rows");
        }
        if (size == 0) {
            size = (int) Math.round(Math.cbrt(count));
        }
        if (count != cubed(size) || size < Lut3d.MIN_SIZE) {
            throw scanner.refused(
                    "row-count",
                    bits == 0
                            ? "%d rows are not the points of a cube: the file was cut off".formatted(count)
                            : "the file ends after %d rows of %d: it was cut off".formatted(count, cubed(size)));
        }
        if (bits == 0 && levels > 0 && levels != size) {
            throw scanner.refused(
                    "levels", "%d input levels before %d³ rows: the file was cut off".formatted(levels, size));
        }
        float[] values = rows.values(0, count);
        float white = white(values);
        for (int i = 0; i < values.length; i++) {
            values[i] /= white;
        }
        return values;
    }

    private int white(float[] values) {
        int greatest = 0;
        for (float value : values) {
            greatest = Math.max(greatest, (int) value);
        }
        if (bits > 0) {
            if (greatest > ThreeDlDepth.white(bits)) {
                throw scanner.refused("range", "the value %d does not fit %d bits".formatted(greatest, bits));
            }
            return ThreeDlDepth.white(bits);
        }
        if (greatest < ThreeDlDepth.LEAST_GREATEST) {
            throw scanner.refused("range", "the greatest value is %d: these are no codes".formatted(greatest));
        }
        int white = ThreeDlDepth.white(ThreeDlDepth.ofGreatest(greatest));
        if (greatest > white) {
            warnings.add("depth", "values up to %d were taken as codes whose white is %d".formatted(greatest, white));
        }
        return white;
    }

    private static int cubed(int size) {
        return size * size * size;
    }
}
