package dev.lutra.format;

import dev.lutra.color.LatticeWriter;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.problem.FieldFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The {@code .vlt} files of Panasonic's VariCam and Lumix cameras.
 *
 * <pre>
 * file    = { [ line ] [ "#" comment ] end-of-line }
 * line    = size | row
 * size    = "LUT_3D_SIZE" whole-number
 * row     = code code code
 * code    = whole number, 0…4095
 * </pre>
 *
 * The first comment is {@code # panasonic vlt file version 1.0}. Rows are outputs of 12 bits of a lattice over 0…1, red
 * fastest. Cameras read 17³ points, which are written; other sizes are read too. No specification is public: this is
 * what the files that Panasonic offers for its cameras have, and what LUTCalc reads and writes.
 */
final class VltFormat extends SizedTextFormat {

    private static final int CAMERA_SIZE = 17;
    private static final int WHITE = 4095;
    private static final int LINE = 15;
    private static final String MARK = "# panasonic vlt file version";
    private static final String SIZE = "LUT_3D_SIZE";

    VltFormat() {
        super("vlt");
    }

    @Override
    public boolean recognises(FileStart start) {
        return isMarked(start.text()) || start.hasExtension(extension()) && CubeFormat.hasSize(start);
    }

    /** Whether one of the comments before the first other line is the mark. */
    private static boolean isMarked(String text) {
        return text.lines()
                .map(line -> line.strip().toLowerCase(Locale.ROOT))
                .takeWhile(line -> line.isEmpty() || line.startsWith("#"))
                .anyMatch(line -> line.startsWith(MARK));
    }

    @Override
    public LutFile read(InputStream in, FormatLimits limits) throws IOException {
        var scanner = new TextScanner(in, limits.bytes(), name());
        if (!scanner.nextLine() || !scanner.word().equalsIgnoreCase(SIZE) || !scanner.nextWord()) {
            throw scanner.refused(
                    "size-missing", "the first line that is not a comment is not LUT_3D_SIZE and a number");
        }
        int size = scanner.whole("size", SIZE, Lut3d.MIN_SIZE, limits.latticeSize());
        if (scanner.nextWord()) {
            throw scanner.refused("size", SIZE + " takes one whole number");
        }
        float[] lattice = NumberRows.whole(WHITE).readAll(scanner, size * size * size);
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] /= WHITE;
        }
        return new LutFile(new Lut3d(size, RgbBox.UNIT, lattice), null, List.of());
    }

    @Override
    int size(WriteOptions options, WriteLimits limits, List<FieldFault> faults) {
        @Nullable Integer res = options.res();
        if (res != null && res != CAMERA_SIZE) {
            faults.add(new FieldFault("res", "out-of-range", "must be 17, the size that the cameras read"));
        }
        return CAMERA_SIZE;
    }

    @Override
    int lineBytes() {
        return LINE;
    }

    @Override
    LatticeWriter writer(OutputStream out, int size, LutHeader header) throws IOException {
        var text = new NumberText(out, false);
        text.text("# panasonic vlt file version 1.0\n# source vlt file \"\"\n%s %d\n\n".formatted(SIZE, size));
        return new TextLatticeWriter(text, size) {
            @Override
            void write(float[] rgb, int points) throws IOException {
                text.wholeRows(rgb, points, WHITE);
            }
        };
    }
}
