package dev.lutra.format;

import dev.lutra.color.Lattice;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads a look file of IRIDAS SpeedGrade.
 *
 * <pre>
 * look = { layers } LUT
 * LUT  = size data
 * size = whole number, in quotation marks
 * data = size³ × 3 numbers, red fastest, in quotation marks: each 8 hexadecimal digits, the bytes of a little-endian
 *        float
 * </pre>
 *
 * The lattice spans 0…1. It holds what the layers do to colours, so that these are skipped; but a layer with a mask
 * changes parts of a picture, which no lattice can. No specification is public: the grammar is that of OpenColorIO's
 * reader.
 */
final class LookReader {

    private static final int FIRST = 4096;
    private static final int DIGITS = 8;

    private final XmlElements elements;
    private final FormatLimits limits;
    private final Warnings warnings = new Warnings();
    private int size;
    private float[] values = new float[0];
    private int count;
    private int expected;
    private int bits;
    private int digits;

    LookReader(InputStream in, FormatLimits limits) throws IOException {
        this.limits = limits;
        elements = new XmlElements(in, limits.bytes(), "look");
    }

    LutFile read() throws IOException {
        if (!elements.root().equals("look")) {
            throw elements.invalid("root", "the outermost element is <%s>, not <look>".formatted(elements.name()));
        }
        while (elements.nextElement()) {
            switch (elements.name()) {
                case "LUT" -> readLut();
                case "mask" -> requireEmptyMask();
                default -> elements.skip();
            }
        }
        elements.finish();
        if (count == 0) {
            throw elements.invalid("missing", "the file has no <LUT> with data: save the look with its LUT");
        }
        return new LutFile(new Lut3d(size, RgbBox.UNIT, values), null, warnings.texts());
    }

    private void requireEmptyMask() throws IOException {
        if (elements.nextElement()) {
            throw elements.invalid("mask", "the look has a mask: it changes parts of a picture, not colours alone");
        }
    }

    private void readLut() throws IOException {
        while (elements.nextElement()) {
            switch (elements.name()) {
                case "size" -> readSize();
                case "data" -> readData();
                default -> {
                    warnings.add(elements.name(), "<%s> passed over".formatted(elements.name()));
                    elements.skip();
                }
            }
        }
    }

    private void readSize() throws IOException {
        String text = elements.text().replaceAll("[\"'\\s]", "");
        int read = text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
        if (read < Lut3d.MIN_SIZE || read > limits.latticeSize()) {
            throw elements.invalid(
                    "size",
                    "the size \"%s\" is not a whole number within %d…%d"
                            .formatted(text, Lut3d.MIN_SIZE, limits.latticeSize()));
        }
        if (size != 0 && size != read) {
            throw elements.invalid("size", "the file has two sizes, %d and %d".formatted(size, read));
        }
        size = read;
    }

    private void readData() throws IOException {
        if (size == 0) {
            throw elements.invalid("size", "the data are before their size");
        }
        if (count > 0) {
            throw elements.invalid("repeated", "the file has data twice");
        }
        expected = 3 * Lattice.points(size);
        values = new float[Math.min(FIRST, expected)];
        elements.text(this::accept);
        if (digits > 0 || count < expected) {
            throw elements.invalid("number-count", "the data end after %d numbers of %d".formatted(count, expected));
        }
    }

    private void accept(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            int digit = hexadecimal(text[i]);
            if (digit >= 0) {
                // The first digit of a byte is its upper half; the first byte of a number is its lowest.
                bits |= digit << (digits ^ 1) * 4;
                if (++digits == DIGITS) {
                    add(Float.intBitsToFloat(bits));
                    digits = 0;
                    bits = 0;
                }
            } else if (text[i] > ' ' && text[i] != '"' && text[i] != '\'') {
                throw elements.invalid("not-hexadecimal", "\"%c\" is not a hexadecimal digit".formatted(text[i]));
            }
        }
    }

    private void add(float value) {
        if (!Float.isFinite(value)) {
            throw elements.invalid("not-finite", "number %d is not finite".formatted(count + 1));
        }
        if (count == expected) {
            throw elements.invalid("number-count", "more than the %d numbers of the size".formatted(expected));
        }
        if (count == values.length) {
            values = Arrays.copyOf(values, (int) Math.min(2L * count, expected));
        }
        values[count++] = value;
    }

    private static int hexadecimal(char digit) {
        if (digit >= '0' && digit <= '9') {
            return digit - '0';
        }
        int letter = digit | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }
}
