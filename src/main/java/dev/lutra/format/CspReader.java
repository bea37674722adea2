package dev.lutra.format;

import dev.lutra.color.Curve;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Reads the LUTs of cineSpace, line by line.
 *
 * <pre>
 * file      = "CSPLUTV100" / ( "1D" | "3D" ) / [ metadata ] curve curve curve size / { row }
 * metadata  = "BEGIN METADATA" / { text / } "END METADATA" /
 * curve     = "0" / | count / { number } / { number } /
 * size      = whole-number [ whole-number whole-number ]
 * row       = number number number /
 * </pre>
 *
 * A slash is a line end; lines may be blank. The curves of red, green and blue come before the LUT: {@code count}
 * inputs, ascending, and as many outputs, which {@link PreLut} connects; a count of 0 is no curve. Then comes a 3D LUT
 * over 0…1, whose three sizes are equal and whose rows are outputs, red fastest, or a 1D LUT over 0…1, with one size.
 * The sources are the documentation of OpenColorIO and the manual of OpenRV.
 */
final class CspReader {

    static final String MARK = "CSPLUTV100";

    private static final String CUT_OFF = "the file ends before its rows";

    private final FormatLimits limits;
    private final TextScanner scanner;

    CspReader(InputStream in, FormatLimits limits) {
        this.limits = limits;
        scanner = new TextScanner(in, limits.bytes(), "csp");
    }

    LutFile read() throws IOException {
        if (!scanner.nextLine() || !scanner.word().equalsIgnoreCase(MARK)) {
            throw scanner.refused("header", "the file does not start with CSPLUTV100");
        }
        requireLine();
        boolean cube = scanner.word().equalsIgnoreCase("3D");
        if (!cube && !scanner.word().equalsIgnoreCase("1D")) {
            throw scanner.refused("header", "the second line is neither 1D nor 3D");
        }
        requireLine();
        if (scanner.word().equalsIgnoreCase("BEGIN")) {
            passOverMetadata();
        }
        Curve red = curve();
        Curve green = curve();
        Curve blue = curve();
        return cube ? readCube(shaper(red, green, blue)) : readCurves(new Shaper(red, green, blue));
    }

    private void passOverMetadata() throws IOException {
        do {
            requireLine();
        } while (!scanner.word().equalsIgnoreCase("END"));
        requireLine();
    }

    private void requireLine() throws IOException {
        if (!scanner.nextLine()) {
            throw scanner.refused("row-count", CUT_OFF);
        }
    }

    /** Reads a curve, whose first line is the current one, and moves to the line after it. */
    private Curve curve() throws IOException {
        int count = scanner.whole("curve", "the number of points of the curve", 0, limits.curveSize());
        requireEndOfLine("curve");
        requireLine();
        if (count == 0) {
            return Curve.identity(0, 1);
        }
        if (count == 1) {
            throw scanner.refused("curve", "a curve has one point");
        }
        float[] inputs = numbers(count);
        for (int i = 1; i < count; i++) {
            if (!(inputs[i - 1] < inputs[i])) {
                throw scanner.refused("curve", "the inputs do not ascend at %s".formatted(inputs[i]));
            }
        }
        requireLine();
        float[] outputs = numbers(count);
        requireLine();
        return PreLut.smooth(inputs, outputs);
    }

    private float[] numbers(int count) throws IOException {
        var numbers = new float[count];
        for (int i = 0; i < count; i++) {
            if (i > 0 && !scanner.nextWord()) {
                throw scanner.refused("curve", "the line has %d numbers, not %d".formatted(i, count));
            }
            numbers[i] = scanner.number();
        }
        requireEndOfLine("curve");
        return numbers;
    }

    private void requireEndOfLine(String fault) throws IOException {
        if (scanner.nextWord()) {
            throw scanner.refused(fault, "the line has more numbers than it should");
        }
    }

    /** The curves, unless they change nothing of what the lattice behind them takes. */
    private static Optional<Shaper> shaper(Curve red, Curve green, Curve blue) {
        return isIdentity(red) && isIdentity(green) && isIdentity(blue)
                ? Optional.empty()
                : Optional.of(new Shaper(red, green, blue));
    }

    private static boolean isIdentity(Curve curve) {
        if (curve.low() > 0 || curve.high() < 1) {
            return false;
        }
        for (int i = 0; i < curve.points(); i++) {
            if (curve.input(i) != curve.outputs()[i]) {
                return false;
            }
        }
        return true;
    }

    private LutFile readCube(Optional<Shaper> shaper) throws IOException {
        int size = scanner.whole("size", "the size", Lut3d.MIN_SIZE, limits.latticeSize());
        for (int i = 0; i < 2; i++) {
            if (!scanner.nextWord()) {
                throw scanner.refused("size", "a 3D LUT has three sizes");
            }
            int other = scanner.whole("size", "the size", Lut3d.MIN_SIZE, limits.latticeSize());
            if (other != size) {
                throw scanner.refused("size", "the sizes %d and %d differ: this is not a cube".formatted(size, other));
            }
        }
        requireEndOfLine("size");
        float[] lattice = NumberRows.decimal(3).readAll(scanner, size * size * size);
        return new LutFile(new Lut3d(size, RgbBox.UNIT, lattice), shaper.orElse(null), null, List.of());
    }

    private LutFile readCurves(Shaper before) throws IOException {
        int size = scanner.whole("size", "the size", 2, limits.curveSize());
        requireEndOfLine("size");
        Shaper curves = NumberRows.curves(RgbBox.UNIT, NumberRows.decimal(3).readAll(scanner, size));
        var chain = new Shaper(
                CurveChain.of(before.red(), curves.red()),
                CurveChain.of(before.green(), curves.green()),
                CurveChain.of(before.blue(), curves.blue()));
        return LutFile.ofCurves(chain, null, List.of());
    }
}
