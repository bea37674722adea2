package dev.lutra.format;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Reads 3D LUTs of Sony Pictures Imageworks, line by line.
 *
 * <pre>
 * file   = "SPILUT" version / "3 3" / size / { point }
 * size   = whole-number whole-number whole-number
 * point  = index index index number number number
 * </pre>
 *
 * A slash is a line end; lines may be blank. The three sizes are equal. The indices of a point, from 0, are its places
 * on the axes of red, green and blue, which span 0…1; its numbers are the outputs. Points may be in any order, each
 * once. The source is the documentation of OpenColorIO, to which Imageworks gave the format.
 */
final class Spi3dReader {

    static final String MARK = "SPILUT";

    private final FormatLimits limits;
    private final TextScanner scanner;
    private final NumberRows rows = NumberRows.decimal(3);
    private final BitSet seen = new BitSet();
    private int[] places = new int[4096];

    Spi3dReader(InputStream in, FormatLimits limits) {
        this.limits = limits;
        scanner = new TextScanner(in, limits.bytes(), "spi3d");
    }

    LutFile read() throws IOException {
        if (!scanner.nextLine() || !scanner.word().equalsIgnoreCase(MARK)) {
            throw scanner.refused("header", "the file does not start with SPILUT");
        }
        readDimensions();
        int size = readSize();
        int points = size * size * size;
        while (rows.count() < points) {
            if (!scanner.nextLine()) {
                throw NumberRows.cutOff(scanner, rows.count(), points);
            }
            readPoint(size, points);
        }
        if (scanner.nextLine()) {
            throw scanner.refused("row-count", "text after the last of %d rows".formatted(points));
        }
        return new LutFile(new Lut3d(size, RgbBox.UNIT, inOrder(points)), null, List.of());
    }

    private void readDimensions() throws IOException {
        for (int i = 0; i < 2; i++) {
            if (!(i == 0 ? scanner.nextLine() : scanner.nextWord())
                    || !scanner.word().equals("3")) {
                throw scanner.refused("header", "the second line is not \"3 3\", for three inputs and three outputs");
            }
        }
        requireEndOfLine("header", "the second line is not \"3 3\"");
    }

    private int readSize() throws IOException {
        int size = 0;
        for (int i = 0; i < 3; i++) {
            if (!(i == 0 ? scanner.nextLine() : scanner.nextWord())) {
                throw scanner.refused("size", "the third line is not three sizes");
            }
            int each = scanner.whole("size", "the size", Lut3d.MIN_SIZE, limits.latticeSize());
            if (i > 0 && each != size) {
                throw scanner.refused("size", "the sizes %d and %d differ: this is not a cube".formatted(size, each));
            }
            size = each;
        }
        requireEndOfLine("size", "the third line is not three sizes");
        return size;
    }

    private void requireEndOfLine(String fault, String detail) throws IOException {
        if (scanner.nextWord()) {
            throw scanner.refused(fault, detail);
        }
    }

    private void readPoint(int size, int points) throws IOException {
        int red = index(size);
        int green = index(size);
        int blue = index(size);
        int place = red + size * (green + size * blue);
        if (seen.get(place)) {
            throw scanner.refused("index", "the point %d %d %d is there twice".formatted(red, green, blue));
        }
        seen.set(place);
        if (rows.count() == places.length) {
            places = Arrays.copyOf(places, Math.min(2 * places.length, points));
        }
        places[rows.count()] = place;
        rows.add(scanner, points, points);
    }

    private int index(int size) throws IOException {
        int index = scanner.whole("index", "the index", 0, size - 1);
        if (!scanner.nextWord()) {
            throw scanner.refused("columns", "a row has three indices and three numbers");
        }
        return index;
    }

    private float[] inOrder(int points) {
        float[] values = rows.values(0, points);
        var lattice = new float[values.length];
        for (int i = 0; i < points; i++) {
            System.arraycopy(values, 3 * i, lattice, 3 * places[i], 3);
        }
        return lattice;
    }
}
