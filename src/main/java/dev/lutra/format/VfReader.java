package dev.lutra.format;

import dev.lutra.color.Lattice;
import dev.lutra.color.Lut3d;
import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of Nuke's node Vectorfield.
 *
 * <pre>
 * file      = "#Inventor" text { size | transform | other } "data" { row }
 * size      = "grid_size" whole-number whole-number whole-number
 * transform = "global_transform" followed by 16 numbers
 * row       = number number number
 * other     = keyword { text }
 * </pre>
 *
 * Rows are outputs, blue fastest. The transform times the size maps inputs to 0…1 of the lattice; without it, inputs
 * are 0…1. A transform that does more than scale each channel is rejected, because the tools disagree about it. A
 * {@code #} starts a comment. Unknown keywords are skipped with a warning. No specification is public: the grammar is
 * that of OpenColorIO's reader and of files that Nuke writes.
 */
final class VfReader {

    private static final String FIRST_LINE = "#inventor";
    private static final int TRANSFORM = 16;

    private final InputStream in;
    private final FormatLimits limits;
    private final TextScanner scanner;
    private final Warnings warnings = new Warnings();
    private int size;
    private float @Nullable [] transform;

    VfReader(InputStream in, FormatLimits limits) {
        this.limits = limits;
        this.in = new BufferedInputStream(in);
        scanner = new TextScanner(this.in, limits.bytes(), "vf");
    }

    LutFile read() throws IOException {
        in.mark(FIRST_LINE.length());
        String start = new String(in.readNBytes(FIRST_LINE.length()), StandardCharsets.ISO_8859_1);
        if (!start.toLowerCase(Locale.ROOT).equals(FIRST_LINE)) {
            throw scanner.refused("header", "the file does not start with #Inventor V2.1 ascii");
        }
        in.reset();
        while (scanner.nextLine()) {
            switch (scanner.word().toLowerCase(Locale.ROOT)) {
                case "grid_size" -> readSize();
                case "global_transform" -> readTransform();
                case "data" -> {
                    return readData();
                }
                default ->
                    warnings.add(scanner.word(), "line %d: %s passed over".formatted(scanner.line(), scanner.word()));
            }
        }
        throw scanner.refused("data-missing", "the file ends without data");
    }

    private void readSize() throws IOException {
        var sizes = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            nextWord("size", "grid_size takes three whole numbers");
            sizes[axis] = scanner.whole("size", "the size", Lut3d.MIN_SIZE, limits.latticeSize());
        }
        requireEndOfLine("size", "grid_size takes three whole numbers");
        if (sizes[0] != sizes[1] || sizes[0] != sizes[2]) {
            throw scanner.refused(
                    "size",
                    "the grid has %d × %d × %d points, not as many along each axis"
                            .formatted(sizes[0], sizes[1], sizes[2]));
        }
        if (size != 0 && size != sizes[0]) {
            throw scanner.refused("size", "the file has two sizes, %d and %d".formatted(size, sizes[0]));
        }
        size = sizes[0];
    }

    private void readTransform() throws IOException {
        var numbers = new float[TRANSFORM];
        for (int i = 0; i < TRANSFORM; i++) {
            nextWord("transform", "global_transform takes 16 numbers");
            numbers[i] = scanner.number();
        }
        requireEndOfLine("transform", "global_transform takes 16 numbers");
        for (int i = 0; i < TRANSFORM; i++) {
            boolean isScale = i % 5 == 0;
            if (isScale && !(numbers[i] > 0) || !isScale && numbers[i] != 0 || i == 15 && numbers[i] != 1) {
                throw scanner.refused(
                        "transform", "global_transform mixes or moves channels; one that scales them is read");
            }
        }
        transform = numbers;
    }

    private LutFile readData() throws IOException {
        requireEndOfLine("data", "data takes no number: rows follow in the next lines");
        if (size == 0) {
            throw scanner.refused("size-missing", "there is no grid_size before data");
        }
        RgbBox domain = domain();
        float[] values = NumberRows.decimal(3).readAll(scanner, Lattice.points(size));
        BlueFastest.swapRedAndBlue(values, size);
        return new LutFile(new Lut3d(size, domain, values), null, warnings.texts());
    }

    /** The inputs that the transform maps to 0…1. */
    private RgbBox domain() {
        if (transform == null) {
            return RgbBox.UNIT;
        }
        var highest = new Rgb(highest(transform[0]), highest(transform[5]), highest(transform[10]));
        if (!(Float.isFinite(highest.red() + highest.green() + highest.blue())
                && Math.min(highest.red(), Math.min(highest.green(), highest.blue())) > 0)) {
            throw scanner.refused("transform", "the scales of global_transform are too small or too large");
        }
        return new RgbBox(Rgb.BLACK, highest);
    }

    /** Rounded so that the scale 1 / size, which has few digits in a file, gives 1. */
    private float highest(float scale) {
        double highest = 1 / ((double) scale * size);
        return Math.abs(highest - 1) < 1e-5 ? 1 : (float) highest;
    }

    private void nextWord(String fault, String detail) throws IOException {
        if (!scanner.nextWord()) {
            throw scanner.refused(fault, detail);
        }
    }

    private void requireEndOfLine(String fault, String detail) throws IOException {
        if (scanner.nextWord()) {
            throw scanner.refused(fault, detail);
        }
    }
}
